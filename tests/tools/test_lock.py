"""The lock command: what no lock may hold is dropped with its hashes."""

from pathlib import Path

from tools import lock

FROM_UV = """\
numpy==2.4.6 \\
    --hash=sha256:aa \\
    --hash=sha256:ab
nvidia-cublas==13.1.1.3 ; sys_platform == 'linux' \\
    --hash=sha256:ba
torch==2.13.0 \\
    --hash=sha256:ca
torch-geometric==2.7 \\
    --hash=sha256:da
"""


def test_torch_and_vendor_libraries_are_dropped(tmp_path: Path) -> None:
    """Of what uv resolves, torch and the GPU vendor's libraries go, and packages of similar names stay."""
    uv = tmp_path / "uv"
    uv.write_text(f"#!/bin/sh\ncat <<'END'\n{FROM_UV}END\n", encoding="utf-8")
    uv.chmod(0o755)
    kept = lock.compile_lock(str(uv))
    assert [line for line in kept.splitlines() if "==" in line] == [
        "numpy==2.4.6 \\",
        "torch-geometric==2.7 \\",
    ]
    assert kept.count("--hash") == 3
