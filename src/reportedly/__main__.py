"""`python -m reportedly`, the same as the command `reportedly`."""

from reportedly.cli import main

if __name__ == "__main__":
    main()
