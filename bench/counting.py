"""What counts as a query: everything but the boundaries of transactions."""

import re

from django.test.utils import CaptureQueriesContext

BOUNDARY = re.compile(r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)")


def count_queries(captured: CaptureQueriesContext) -> int:
    return sum(1 for query in captured.captured_queries if not BOUNDARY.match(query["sql"]))
