"""Write the JSON Schema of the contract: `python -m tools.schema`; `--check` only compares.

It is what `reportedly.record.reading_schema()` returns; see there.
"""

import json
import sys
from pathlib import Path

from reportedly.record import reading_schema

TARGET = Path(__file__).resolve().parent.parent / "docs" / "schema" / "reading-1.json"


def main(arguments: list[str]) -> int:
    """Write the schema, or with `--check` return 1 where the file differs from it."""
    wanted = json.dumps(reading_schema(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in arguments:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != wanted:
            print("docs/schema/reading-1.json is not what the record says; run: make schema", file=sys.stderr)
            return 1
        print("docs/schema/reading-1.json says what the record says")
        return 0
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(wanted, encoding="utf-8")
    print("wrote docs/schema/reading-1.json")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
