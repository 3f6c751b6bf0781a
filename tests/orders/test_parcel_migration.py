"""Migration 0024 with rows: an older order gets one parcel per maker."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_older_orders_get_one_parcel_per_maker() -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.orders.older_orders"],
        cwd=ROOT,
        env={**environment, "DJANGO_SETTINGS_MODULE": "shop.settings.test"},
        check=True, capture_output=True, text=True,
    )  # fmt: skip

    without_parcel, parcels = json.loads(done.stdout.split("PARCELS")[1])

    assert without_parcel == 0
    assert parcels == [
        ["A", 1, "lua", "lua en", "pending", "2026-11-09", 2],
        ["A", 2, "gom", "gom en", "pending", "2026-11-07", 1],
        ["B", 1, "gom", "gom en", "handed_over", "2026-11-01", 1],
    ]
