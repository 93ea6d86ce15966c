"""Is our Dutch vocabulary what it says? `python -m tools.check_vocabulary [WORDLIST ...]`

Looks every pseudoword up in the word lists given (default: the Debian package `wdutch`) and says which turn out to be
words; looks every word up as well. When the package `wordfreq` can be imported (install it by hand; its data are
CC BY-SA 4.0 and we ship none of it), it also prints the mean Zipf frequency of each band and how well bands and
frequencies agree in order, for the words to decide on and for the words in sentences. Exit code 1 when a pseudoword is
a word.
"""

from __future__ import annotations

import argparse
import importlib
import statistics
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from scipy.stats import spearmanr

from vakwerk.engines.itembank.written import tasks
from vakwerk.engines.itembank.written.lexicon import entries

DEFAULT = Path("/usr/share/dict/dutch")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("lists", nargs="*", type=Path, default=[DEFAULT])
    known = _known(parser.parse_args().lists)
    found = [entry.word for entry in entries() if not entry.real and entry.word in known]
    absent = [entry.word for entry in entries() if entry.real and entry.word not in known]
    print(f"{len(known)} words in the lists. Pseudowords that are words: {found or 'none'}.")
    print(f"Words not found: {absent or 'none'}.")
    frequency = _zipf()
    if frequency is None:
        print("wordfreq is not installed: bands not compared with frequencies.")
    else:
        _compare("words", ((entry.word, entry.band) for entry in entries() if entry.real), frequency)
        _compare(
            "meanings", ((task.problem["word"], int(task.radicals["band"])) for task in tasks("meanings")), frequency
        )
        heard = [entry.word for entry in entries() if not entry.real and frequency(entry.word)]
        print(f"Pseudowords with a frequency above zero: {heard or 'none'}.")
    return 1 if found else 0


def _known(lists: Iterable[Path]) -> set[str]:
    return {line.strip().lower() for path in lists for line in path.read_text(encoding="utf-8").splitlines()}


def _zipf() -> Callable[[str], float] | None:
    try:
        wordfreq = importlib.import_module("wordfreq")
    except ImportError:
        return None
    return lambda word: float(wordfreq.zipf_frequency(word, "nl"))


def _compare(name: str, words: Iterable[tuple[str, int]], frequency: Callable[[str], float]) -> None:
    pairs = [(band, frequency(word)) for word, band in words]
    means = {
        band: round(statistics.mean(z for one, z in pairs if one == band), 2) for band in sorted({b for b, _ in pairs})
    }
    agreement = spearmanr([band for band, _ in pairs], [z for _, z in pairs]).statistic
    print(f"{name}: mean Zipf frequency by band {means}; rank correlation of band and frequency {agreement:.2f}.")


if __name__ == "__main__":
    sys.exit(main())
