"""Fit `bot/grading/data/weights.json` on the public benchmark's dev half: `make fit` (needs the extra `bench`).

python -m tests.grading.fit          fit on all of dev, write the weights
python -m tests.grading.fit --cv     also report five-fold cross-validation over questions

One weight per feature for short wordings and one for long ones, by logistic regression; each data set weighs the same
and has an intercept of its own while fitting (teachers differ in strictness), which is dropped afterwards. A row's
best reference is found with the weights so far, twice over.
"""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import roc_auc_score

from bot.grading.statements.model import AGAINST, NAMES, shares_of
from tests.grading.benchmark import SETS, Row, card_rows, rows

TARGET = Path(__file__).parents[2] / "bot" / "grading" / "data" / "weights.json"
#: Penalty on weights, and on the sets' intercepts; chosen by cross-validation over questions.
RIDGE, RIDGE_SETS = 20.0, 12.0
#: How many rows a contradictory answer counts for: to accept one is worse than to accept an incomplete one.
CONTRADICTION = 2.0
ROUNDS, FOLDS, DIGITS = 2, 5, 4
#: What the ordinary cards weigh beside a set of the benchmark.
ORDINARY_WEIGHT = 1.0
COLUMNS = [(name, part) for name in NAMES for part in ("short", "long")] + [("bias", "long")]
Array = NDArray[np.float64]


class Bench:
    """All dev rows as arrays: one line per pair of answer and reference, `row` says whose."""

    def __init__(self, found: list[Row]) -> None:
        self.row = np.array([index for index, row in enumerate(found) for _ in row.pairs])
        self.design = np.array([_line(*pair) for row in found for pair in row.pairs])
        self.recall = self.design[:, 0] + self.design[:, 1]
        sets = (*SETS, "ordinary")
        self.set = np.array([sets.index(row.dataset) for row in found])
        self.human = np.array([row.human for row in found])
        self.right = np.array([row.right for row in found])
        self.contradicts = np.array([row.contradicts for row in found])
        self.fold = np.array([zlib.crc32(" ".join(row.question.lower().split()).encode()) % FOLDS for row in found])
        self.weight = (len(found) / (len(SETS) + 1)) / np.bincount(self.set)[self.set]
        self.weight[self.set == len(SETS)] *= ORDINARY_WEIGHT
        self.weight[self.contradicts] *= CONTRADICTION

    def best(self, value: Array) -> NDArray[np.int64]:
        """Return for each row the line of its best reference."""
        order = np.lexsort((value, self.row))
        return order[np.r_[self.row[order][1:] != self.row[order][:-1], True]]

    def fit(self, kept: NDArray[np.bool_]) -> tuple[Array, float]:
        """Fit weights and bias on the rows that are kept."""
        value = self.recall
        for _ in range(ROUNDS):
            lines = self.best(value)
            weights, bias = self._regress(lines[kept[self.row[lines]]])
            value = self.design @ weights + bias
        return weights, bias

    def _regress(self, lines: NDArray[np.int64]) -> tuple[Array, float]:
        rows_of = self.row[lines]
        target, weight, group = self.human[rows_of], self.weight[rows_of], self.set[rows_of]
        mean, spread = self.design[lines].mean(0), self.design[lines].std(0) + 1e-9
        scaled = (self.design[lines] - mean) / spread
        count, sets = scaled.shape[1], len(SETS) + 1

        def loss(values: Array) -> tuple[float, Array]:
            weights, own, common = values[:count], values[count:-1], values[-1]
            z = scaled @ weights + own[group] + common
            error = weight * (1 / (1 + np.exp(-z)) - target)
            total = (weight * (np.logaddexp(0, z) - target * z)).sum() + RIDGE * weights @ weights
            slope = np.r_[
                scaled.T @ error + 2 * RIDGE * weights,
                np.bincount(group, error, sets) + 2 * RIDGE_SETS * own,
                error.sum(),
            ]
            return float(total + RIDGE_SETS * own @ own), slope

        start = np.zeros(count + sets + 1)
        limits = [(None, 0.0 if name in AGAINST else None) for name, _ in COLUMNS] + [(None, None)] * (sets + 1)
        options = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-7}
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options=options).x
        weights = found[:count] / spread
        return weights, float(found[-1] + found[count:-1].mean() - mean @ weights)

    def rows_best(self, value: Array) -> Array:
        """Return each row's value for its best reference."""
        return value[self.best(value)]


def _line(values: list[float], long: float, very: float) -> list[float]:
    line = []
    for name, value in zip(NAMES, values, strict=True):
        short_share, long_share = shares_of(name, long, very)
        line += [value * short_share, value * long_share]
    return [*line, long * (1 - very)]


def macro_f1(right: NDArray[np.bool_], said: NDArray[np.bool_]) -> float:
    """Return the mean of the F1 of both classes."""
    parts = [
        (2 * (said & right).sum(), said.sum() + right.sum()),
        (2 * (~said & ~right).sum(), (~said).sum() + (~right).sum()),
    ]
    return float(np.mean([hit / all_ if all_ else 0.0 for hit, all_ in parts]))


def report(bench: Bench, value: Array) -> str:
    """Say AUC by set and in the mean, macro-F1 at one threshold, Pearson's r and contradictory answers accepted."""
    of = [bench.set == index for index in range(len(SETS))]
    auc = [roc_auc_score(bench.right[m], value[m]) for m in of]
    pearson = [np.corrcoef(value[m], bench.human[m])[0, 1] for m in of]
    cuts = np.quantile(value, np.linspace(0.03, 0.97, 189))
    common, at = max((float(np.mean([macro_f1(bench.right[m], value[m] >= cut) for m in of])), cut) for cut in cuts)
    said = []
    for name in ("beetle", "scientsbank"):
        m = bench.set == SETS.index(name)
        cut = max(
            (macro_f1(bench.right[m], value[m] >= cut), cut)
            for cut in np.quantile(value[m], np.linspace(0.02, 0.98, 193))
        )[1]
        said.append(f"{name} {(value[m & bench.contradicts] >= cut).mean():.2f}")
    by_set = "  ".join(f"{name} {value:.3f}" for name, value in zip(SETS, auc, strict=True))
    return (
        f"AUC {np.mean(auc):.4f}  macro-F1 at one threshold {common:.4f} (at {at:.3f})  r {np.mean(pearson):.4f}\n"
        f"AUC by set: {by_set}\ncontradictory accepted: {', '.join(said)}\n"
    )


def main() -> None:
    """Fit, write, report."""
    bench = Bench([*rows(), *card_rows()])
    everything = np.ones(len(bench.human), bool)
    weights, bias = bench.fit(everything)
    fitted = {name: [0.0, 0.0] for name in (*NAMES, "bias")}
    fitted["bias"][0] = bias
    for (name, part), value in zip(COLUMNS, weights, strict=True):
        fitted[name][part == "long"] = float(value)
    rounded = {name: [round(value, DIGITS) for value in pair] for name, pair in fitted.items()}
    lines = ",\n".join(f'    "{name}": {json.dumps(pair)}' for name, pair in rounded.items())
    about = "Fitted by make fit; for each feature its weight for short and for long wordings."
    TARGET.write_text(f'{{\n  "about": "{about}",\n  "weights": {{\n{lines}\n  }}\n}}\n', "utf-8")
    value = 1 / (1 + np.exp(-(bench.design @ weights + bias)))
    sys.stdout.write(f"dev, fitted on dev:\n{report(bench, bench.rows_best(value))}")
    if "--cv" in sys.argv:
        held = np.zeros(len(bench.row))
        for fold in range(FOLDS):
            weights, bias = bench.fit(bench.fold != fold)
            lines_of = bench.fold[bench.row] == fold
            held[lines_of] = 1 / (1 + np.exp(-(bench.design[lines_of] @ weights + bias)))
        sys.stdout.write(f"dev, cross-validated over questions:\n{report(bench, bench.rows_best(held))}")


if __name__ == "__main__":
    main()
