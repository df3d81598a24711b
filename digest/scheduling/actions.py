"""A workflow for GitHub, which knows UTC alone: a line for each hour that the zone makes of it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from digest.scheduling.task import Scheduled, Task

_DAYS = 366
_WORKFLOW = """\
# {told}. Settings > Secrets and variables > Actions holds the keys that `env` names.
name: {title}

on:
  schedule:
{crons}
  workflow_dispatch:

permissions: {{}}

concurrency: {name}

jobs:
{clock}  edition:
{after_clock}    runs-on: ubuntu-latest
    permissions:
      contents: read
    env:
      DIGEST_TRUST: ${{{{ github.workspace }}}}
      DIGEST_PATHS__STORE: ${{{{ github.workspace }}}}/state/digest.sqlite
      DIGEST_EDITION__OUT: ${{{{ github.workspace }}}}/state/editions
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with:
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.13"
      # Earlier editions hold the text of whole articles: they stay in the cache, which is private.
      - uses: actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0
        with:
          path: state
          key: {name}-${{{{ github.run_id }}}}
          restore-keys: {name}-
      - run: pip install digest-editions=={version}
      - name: Build and send
        working-directory: {folder}
        env:
          OPENAI_API_KEY: ${{{{ secrets.OPENAI_API_KEY }}}}
          DIGEST_SMTP_USER: ${{{{ secrets.DIGEST_SMTP_USER }}}}
          DIGEST_SMTP_PASSWORD: ${{{{ secrets.DIGEST_SMTP_PASSWORD }}}}
{arguments}
        run: |
          code=0
          digest {call} || code=$?
          [ "$code" = 7 ] || exit "$code"   # a morning without news is no failure
"""
_CLOCK_JOB = """\
  clock:
    runs-on: ubuntu-latest
    outputs:
      is-time: ${{{{ steps.look.outputs.is-time }}}}
    steps:
      # of the lines above, that which has the hour today; by hand, any
      - id: look
        env:
          CRON: ${{{{ github.event.schedule }}}}
          TZ: {zone}
        run: |
          case "$CRON $(date +%z)" in
            {hours} | " "*) echo "is-time=true" >> "$GITHUB_OUTPUT" ;;
          esac

"""
_AFTER_CLOCK = """\
    needs: clock
    if: needs.clock.outputs.is-time == 'true'
"""


def write(task: Task) -> Scheduled:
    """The workflow, below the repository's root."""
    offsets = _offsets(task)
    inside = PurePosixPath(task.folder.relative_to(task.root).as_posix())
    hours = " | ".join(f'"{cron} {offset}"' for offset, cron in offsets.items())
    names = [f"ARGUMENT_{number}" for number, _ in enumerate(task.arguments)]
    workflow = _WORKFLOW.format(
        told=task.told_time,
        title=_scalar(task.title),
        crons="\n".join(
            f'    - cron: "{cron}"   # UTC{offset}' for offset, cron in offsets.items()
        ),
        name=task.name,
        clock=_CLOCK_JOB.format(zone=_scalar(task.zone), hours=hours) if len(offsets) > 1 else "",
        after_clock=_AFTER_CLOCK if len(offsets) > 1 else "",
        folder=_scalar(str(inside)),
        version=task.version,
        arguments="\n".join(
            f"          {name}: {_scalar(word)}"
            for name, word in zip(names, task.arguments, strict=True)
        ),
        call=" ".join(f'"${name}"' for name in names),
    )
    file = task.root / ".github" / "workflows" / f"{task.name}.yml"
    return Scheduled(files=((file, workflow),), notes=("commit and push it",))


def _offsets(task: Task) -> Mapping[str, str]:
    """Each offset that the zone has within a year, with the time in UTC as cron has it."""
    first = datetime.combine(task.today, task.at, ZoneInfo(task.zone))
    found: dict[str, str] = {}
    for day in range(_DAYS):
        moment = first + timedelta(days=day)
        utc = moment.astimezone(UTC)
        found.setdefault(f"{moment:%z}", f"{utc.minute} {utc.hour} * * *")
    return found


def _scalar(text: str) -> str:
    """A string of YAML that GitHub takes for itself: JSON's are YAML's, `${{` begins code."""
    return json.dumps(text, ensure_ascii=False).replace("${{", "${{ '${{' }}")
