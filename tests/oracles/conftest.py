"""How to run these tests: they compare with libraries that are no part of this project, and are skipped without them.

Make an environment of their own, and keep the conftest of the project out, for there is no Django in it:

    python -m venv var/oracles
    var/oracles/bin/pip install pytest numpy pref_voting votelib abcvoting pabutools starvote ortools z3-solver
    PYTHONPATH=src var/oracles/bin/python -m pytest tests/oracles -q -p no:cacheprovider \\
        -c /dev/null --rootdir . --confcutdir tests/oracles

What they were last compared with is in LIBRARIES; another version is told, for its reading may differ.
"""

from importlib.metadata import PackageNotFoundError, version

LIBRARIES = {
    "pref_voting": "1.18.2",
    "votelib": "0.4.0",
    "abcvoting": "2.19.2",
    "pabutools": "1.2.3",
    "starvote": "2.1.6",
    "ortools": "9.15.6755",
    "z3-solver": "5.4.1.0",
}


def pytest_terminal_summary(terminalreporter) -> None:
    """Tell of libraries in another version."""
    for library, known in LIBRARIES.items():
        try:
            found = version(library)
        except PackageNotFoundError:
            continue
        if found != known:
            terminalreporter.write_line(f"{library} is {found}; compared before with {known}")
