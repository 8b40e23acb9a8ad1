"""What a measuring found (測定結果): rate, percentiles and shares, for people and for programs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import click

_HEADLINE = ("store", "level", "processes", "guarantees")


def rate(runs: Sequence[Mapping[str, Any]]) -> float:
    """Return the jobs a second over all processes: from the first start to the last end."""
    return round(sum(len(run["seconds"]) for run in runs) / span(runs), 1)


def span(runs: Sequence[Mapping[str, Any]]) -> float:
    """Return the seconds from the first start to the last end."""
    whole: float = max(run["ended"] for run in runs) - min(run["began"] for run in runs)
    return whole


def joined(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return two runs over the same jobs as one: each job takes its time in both."""
    return {
        "began": first["began"],
        "ended": then["ended"],
        "seconds": [a + b for a, b in zip(first["seconds"], then["seconds"], strict=True)],
        "cpu": first["cpu"] + then["cpu"],
        "parts": {**first["parts"], **then["parts"]},
    }


def percentiles(seconds: Sequence[float]) -> dict[str, float]:
    """Return the time of a single job in milliseconds: nearest rank, nothing interpolated."""
    ordered = sorted(seconds)
    ranks = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {
        name: round(1000 * ordered[math.ceil(share * len(ordered)) - 1], 2)
        for name, share in ranks.items()
    }


def shares(runs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what each part takes of a job: milliseconds on average, and share of the whole.

    What no watch stood over (the program between the parts) is the last part.
    """
    jobs = sum(len(run["seconds"]) for run in runs)
    whole = sum(sum(run["seconds"]) for run in runs)
    names = dict.fromkeys(name for run in runs for name in run["parts"])
    spent = {name: sum(run["parts"].get(name, 0.0) for run in runs) for name in names}
    spent["between"] = whole - sum(spent.values())
    return [
        {
            "part": name,
            "milliseconds": round(1000 * seconds / jobs, 2),
            "share_percent": round(100 * seconds / whole, 1),
        }
        for name, seconds in spent.items()
    ]


def over_parts(runs: Sequence[Mapping[str, Any]]) -> float:
    """Return how many times as long as the sum of its parts the whole takes: 1.00 is ideal."""
    whole = sum(sum(run["seconds"]) for run in runs)
    return round(whole / sum(sum(run["parts"].values()) for run in runs), 3)


def speed(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return rate, percentiles and, where it was counted, the processor's time for one job."""
    seconds = [each for run in runs for each in run["seconds"]]
    found = {"rate_per_second": rate(runs), "milliseconds": percentiles(seconds)}
    if all("cpu" in run for run in runs):
        found["cpu_milliseconds"] = round(1000 * sum(r["cpu"] for r in runs) / len(seconds), 2)
    return found


def show(found: Mapping[str, Any], unit: str) -> None:
    """Print a result for people."""
    click.echo(
        f"{found['rate_per_second']} {unit}/s  ("
        + ", ".join(f"{name} {found[name]}" for name in _HEADLINE if name in found)
        + ")"
    )
    times = "  ".join(f"{name} {value} ms" for name, value in found["milliseconds"].items())
    click.echo(times)
    for each in found.get("parts", []):
        click.echo(
            f"  {each['part']:<12} {each['milliseconds']:>8.2f} ms {each['share_percent']:>6.1f} %"
        )
    shown = {"rate_per_second", "milliseconds", "parts", *_HEADLINE}
    for name, value in found.items():
        if name in shown:
            continue
        if isinstance(value, Mapping):
            click.echo(f"{name}:")
            for inner, said in value.items():
                click.echo(f"  {inner}: {said}")
        else:
            click.echo(f"{name}: {value}")
