"""BANKING77 through our own NLU components, beside stock Rasa's DIET pipeline.

    python -m bench.banking77 [--data FOLDER] [--sizes full 30 10] [--seeds 3] [--keep FILE]

Trains both on the same messages of train.csv and scores both on test.csv (columns text,
category): accuracy, training time, time per message. Each training runs in a process of its
own, one after the other, both pipelines in turn. Nothing was chosen by looking at test.csv. DIET
takes most of the time, hours in all on two cores: with `--keep`, what was measured is written to
a file as it comes, and a run that was cut off goes on from there.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import mean, median, stdev

from ruamel.yaml import YAML

from beian.base.quiet import QUIET

ROOT = Path(__file__).resolve().parents[1]
FULL = "full"
OURS, PEER = "ours", "stock Rasa"
_OUR_COMPONENT = "beian.nlu.model.classifier.KernelIntentClassifier"
_PEER_PIPELINE: list[dict[str, object]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
]
"""What `rasa init` writes, without what is for entities, responses and fallback alone."""

Row = tuple[str, str]
"""A message and its intent."""


@dataclass(frozen=True)
class Score:
    """Of one training: share right, seconds of training, median ms of a message."""

    accuracy: float
    training: float
    message: float


def main() -> None:
    arguments = _arguments()
    if arguments.job:
        print(json.dumps(asdict(score(Path(arguments.job)))))
        return
    kept = _kept(arguments.keep)
    train, test = (_rows(arguments.data / f"{name}.csv") for name in ("train", "test"))
    print("| examples an intent | pipeline | accuracy | training | time per message |")
    print("| --- | --- | ---: | ---: | ---: |", flush=True)
    for size in arguments.sizes:
        scores: dict[str, list[Score]] = defaultdict(list)
        for seed in range(1 if size == FULL else arguments.seeds):
            chosen = train if size == FULL else few(train, int(size), seed)
            for name in (OURS,) if arguments.ours_alone else (OURS, PEER):
                measured = kept.get((size, seed, name))
                if measured is None:
                    measured = _in_a_process(name, chosen, test)
                    _keep(arguments.keep, (size, seed, name), measured)
                scores[name].append(measured)
        for name, each in scores.items():
            print(_line(size, name, each), flush=True)
        if PEER in scores:
            print(_ratio(size, scores[OURS], scores[PEER]), flush=True)


def few(rows: Sequence[Row], count: int, seed: int) -> list[Row]:
    """`count` rows of each intent, drawn by the seed."""
    by_intent: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_intent[row[1]].append(row)
    draw = random.Random(seed)
    return [
        row
        for intent in sorted(by_intent)
        for row in draw.sample(by_intent[intent], min(count, len(by_intent[intent])))
    ]


def pipeline_of(name: str) -> list[dict[str, object]]:
    """Return what understands intents in config.yml, or the peer's pipeline."""
    if name == PEER:
        return _PEER_PIPELINE
    config = YAML(typ="safe").load((ROOT / "config.yml").read_text(encoding="utf-8"))
    ours = [c for c in config["pipeline"] if c["name"] == _OUR_COMPONENT]
    # Customers of a bank name no websites.
    return [{key: c[key] for key in c if key != "invented_names"} for c in ours]


def score(folder: Path) -> Score:
    """Train and scores the job in a folder: config.yml, nlu.yml, test.json."""
    from rasa.core.agent import Agent  # noqa: PLC0415
    from rasa.model_training import train_nlu  # noqa: PLC0415

    started = time.perf_counter()
    model = train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), "model")
    training = time.perf_counter() - started
    agent = Agent.load(model)
    test = json.loads((folder / "test.json").read_text(encoding="utf-8"))
    right, times = asyncio.run(_parsed(agent, test))
    return Score(right / len(test), training, 1000 * median(times))


async def _parsed(agent: object, test: Sequence[Row]) -> tuple[int, list[float]]:
    right, times = 0, []
    for text, intent in test:
        started = time.perf_counter()
        understood = await agent.parse_message(text)  # type: ignore[attr-defined]
        times.append(time.perf_counter() - started)
        right += understood["intent"]["name"] == intent
    return right, times


def _in_a_process(name: str, train: Sequence[Row], test: Sequence[Row]) -> Score:
    print(f"{name}: {len(train)} messages ...", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        yaml = YAML()
        by_intent: dict[str, list[str]] = defaultdict(list)
        for text, intent in train:
            by_intent[intent].append(text)
        blocks = [
            {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)}
            for intent, texts in by_intent.items()
        ]
        yaml.dump({"version": "3.1", "nlu": blocks}, folder / "nlu.yml")
        config = {"recipe": "default.v1", "language": "en", "pipeline": pipeline_of(name)}
        yaml.dump(config, folder / "config.yml")
        (folder / "test.json").write_text(json.dumps(test), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.banking77", "--job", temporary],
            cwd=ROOT,
            env={**os.environ, **QUIET},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{name} failed:\n{done.stderr[-2000:]}")
        return Score(**json.loads(done.stdout.splitlines()[-1]))


def _line(size: str, name: str, scores: Sequence[Score]) -> str:
    accuracy = [100 * score.accuracy for score in scores]
    spread = f" ± {stdev(accuracy):.2f}" if len(accuracy) > 1 else ""
    training, message = mean(s.training for s in scores), mean(s.message for s in scores)
    shares = f"{mean(accuracy):.2f} %{spread}"
    return f"| {size} | {name} | {shares} | {training:.1f} s | {message:.2f} ms |"


def _ratio(size: str, ours: Sequence[Score], peers: Sequence[Score]) -> str:
    errors = [1 - mean(score.accuracy for score in scores) for scores in (ours, peers)]
    training = [mean(score.training for score in scores) for scores in (ours, peers)]
    message = [mean(score.message for score in scores) for scores in (ours, peers)]
    return (
        f"| {size} | ours / stock | {errors[0] / errors[1]:.2f} × the errors "
        f"| {training[0] / training[1]:.2f} × | {message[0] / message[1]:.2f} × |"
    )


def _kept(file: Path | None) -> dict[tuple[str, int, str], Score]:
    """Return what an earlier run measured, by size, draw and pipeline."""
    if file is None or not file.exists():
        return {}
    kept = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        fields = json.loads(line)
        key = (fields.pop("size"), fields.pop("seed"), fields.pop("pipeline"))
        kept[key] = Score(**fields)
    return kept


def _keep(file: Path | None, key: tuple[str, int, str], measured: Score) -> None:
    if file is None:
        return
    size, seed, name = key
    line = json.dumps({"size": size, "seed": seed, "pipeline": name, **asdict(measured)})
    with file.open("a", encoding="utf-8") as lines:
        lines.write(f"{line}\n")


def _rows(file: Path) -> list[Row]:
    if not file.is_file():
        sys.exit(f"There is no {file}. Name the folder of BANKING77's CSV files with --data.")
    with file.open(encoding="utf-8", newline="") as lines:
        # A message may hold line breaks, which a list in YAML can't.
        return [(" ".join(row["text"].split()), row["category"]) for row in csv.DictReader(lines)]


def _size(value: str) -> str:
    return value if value == FULL else str(_number(value))


def _number(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"{value!r} is no positive number")
    return int(value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("banking77"),
        metavar="FOLDER",
        help="folder of train.csv and test.csv (default: %(default)s)",
    )
    parser.add_argument(
        "--sizes", nargs="+", default=[FULL, "30", "10"], type=_size, help="full, or numbers"
    )
    parser.add_argument("--seeds", type=_number, default=3, help="draws for each number")
    parser.add_argument("--keep", type=Path, help="file that holds what was measured so far")
    parser.add_argument("--ours-alone", action="store_true", help="leave stock Rasa out")
    parser.add_argument("--job", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
