"""The prep step: splits labelled rows into a training and a test set."""

import argparse
import csv
import logging
import random
from collections import Counter, defaultdict
from pathlib import Path

Row = list[str]

log = logging.getLogger("prep")


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw-data", type=Path, required=True, help="CSV with a header; the last column is the label")
    parser.add_argument("--test-fraction", type=float, default=0.2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--train-data", type=Path, required=True, help="folder to write train.csv to")
    parser.add_argument("--test-data", type=Path, required=True, help="folder to write test.csv to")
    return parser.parse_args()


def read_rows(path: Path) -> tuple[Row, list[Row]]:
    with path.open(newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def stratified_split(rows: list[Row], test_fraction: float, seed: int) -> tuple[list[Row], list[Row]]:
    """Shuffled training and test rows, with the same share of each label in both."""
    by_label: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_label[row[-1]].append(row)
    shuffler = random.Random(seed)
    train: list[Row] = []
    test: list[Row] = []
    for label in sorted(by_label):
        group = by_label[label]
        shuffler.shuffle(group)
        test_size = round(len(group) * test_fraction)
        test += group[:test_size]
        train += group[test_size:]
    shuffler.shuffle(train)
    shuffler.shuffle(test)
    return train, test


def write_rows(path: Path, header: Row, rows: list[Row]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    labels = Counter(row[-1] for row in rows)
    log.info("wrote %d rows to %s: %s", len(rows), path.name, {label: labels[label] for label in sorted(labels)})


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    arguments = parse_arguments()
    header, rows = read_rows(arguments.raw_data)
    log.info("read %d rows with %d features; the label is %r", len(rows), len(header) - 1, header[-1])
    train, test = stratified_split(rows, arguments.test_fraction, arguments.seed)
    write_rows(arguments.train_data / "train.csv", header, train)
    write_rows(arguments.test_data / "test.csv", header, test)


if __name__ == "__main__":
    main()
