"""`manage.py search_relevance FILE --backend fts5|elasticsearch [--json]`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.exceptions import BackendUnavailable
from search.judging import BACKENDS, judged
from search.relevance import IMPOSSIBLE, Figures, report_of


class Command(BaseCommand):
    help = "Answers the judged queries of a file from a scratch index and says how well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="products and judged queries, JSON")
        parser.add_argument("--backend", choices=sorted(BACKENDS), default="fts5")
        parser.add_argument("--json", action="store_true", help="figures as JSON")
        parser.add_argument(
            "--lexicon",
            choices=["file", "database"],
            default="file",
            help="the words of data/search_words.yaml, or those that staff keep",
        )
        parser.add_argument("--failures", action="store_true", help="name the weakest queries")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["json"] or not options["verbosity"]
        try:
            content = json.loads(options["file"].read_text(encoding="utf-8"))
            answers = list(
                tqdm(
                    judged(content, options["backend"], options["lexicon"]),
                    total=len(content["queries"]),
                    unit=" queries",
                    disable=quiet or None,
                )
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error!r}") from error
        except BackendUnavailable as error:
            raise CommandError(f"{options['backend']} cannot be used: {error}") from error
        report = report_of(answers)
        if options["json"]:
            figures = {kind: asdict(row) for kind, row in report.items()}
            self.stdout.write(json.dumps({"backend": options["backend"], **figures}, indent=1))
            return
        self._print(report)
        if options["failures"]:
            for answer in sorted(answers, key=lambda answer: answer.ndcg)[:40]:
                self.stdout.write(f"{answer.ndcg:.3f} {answer.kind}: {answer.query}")

    def _print(self, report: dict[str, Figures]) -> None:
        self.stdout.write(f"{'':16}{'n':>5}{'recall@10':>11}{'MRR':>7}{'nDCG@10':>9}{'zero':>6}")
        for kind, row in report.items():
            if kind == IMPOSSIBLE:
                self.stdout.write(f"{kind:16}{row.queries:5}  main list empty: {row.zero_hits}")
            else:
                self.stdout.write(
                    f"{kind:16}{row.queries:5}{row.recall:11.3f}{row.mrr:7.3f}"
                    f"{row.ndcg:9.3f}{row.zero_hits:6}"
                )
