"""How were the electronic book and the TEI file in ``files/`` made? By pandoc, from ``truce.md``; run by hand.

python -m tests.corpus.readers.make_web_files
"""

import subprocess
from pathlib import Path

FILES = Path(__file__).parent / "files"


def main() -> None:
    for name, form in (("truce.epub", "epub3"), ("truce.tei", "tei")):
        command = ["pandoc", "--standalone", "--from", "markdown-smart", "--to", form, "--output", name, "truce.md"]
        subprocess.run(command, cwd=FILES, check=True)


if __name__ == "__main__":
    main()
