"""What a measuring found (測定結果): rate, percentiles and shares, for people and for programs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import click


def rate(runs: Sequence[Mapping[str, Any]]) -> float:
    """Return the jobs a second over all processes: from the first start to the last end."""
    span: float = max(run["ended"] for run in runs) - min(run["began"] for run in runs)
    return round(sum(len(run["seconds"]) for run in runs) / span, 1)


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


def show(found: Mapping[str, Any], unit: str) -> None:
    """Print a result for people."""
    click.echo(
        f"{found['rate_per_second']} {unit}/s  ({found['store']}, {found['processes']} processes, "
        f"{found['guarantees']} guarantees before)"
    )
    times = "  ".join(f"{name} {value} ms" for name, value in found["milliseconds"].items())
    click.echo(times)
    for each in found.get("parts", []):
        click.echo(
            f"  {each['part']:<12} {each['milliseconds']:>8.2f} ms {each['share_percent']:>6.1f} %"
        )
    shown = {"rate_per_second", "store", "processes", "guarantees", "milliseconds", "parts"}
    for name, value in found.items():
        if name not in shown:
            click.echo(f"{name}: {value}")
