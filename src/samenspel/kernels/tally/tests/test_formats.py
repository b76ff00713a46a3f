"""Ballot files of others: what they say is read, and what cannot be read is refused with the line where it stands."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenspel.kernels.tally import Kind, Option, Rules, TallyError, Tie, count
from samenspel.kernels.tally.formats import BadFileError, read_blt, read_csv, read_pabulib, read_preflib
from samenspel.kernels.tally.published import publish, recount

BLT = """\
# a committee
4 2   # four options, "two" seats
-2
3 1 3 4 0
4 2=3 1 0   # shared
2 - 4 0
1 0

2 03 01 0
0
"Anna"
"Bo" # withdrew
"Cas #3"
"Dee"
"De tuin"
"""


def test_blt_with_a_withdrawn_option_equal_ranks_and_comments():
    election = read_blt(BLT)
    assert election.title == "De tuin"
    assert election.kind is Kind.RANKING
    assert election.rules == Rules(seats=2)
    assert election.options == (Option("1", "Anna"), Option("3", "Cas #3"), Option("4", "Dee"))
    assert dict(election.ballots) == {("1", "3", "4"): 3, ("3", "1"): 6, ("4",): 2, (): 1}


def test_blt_keeps_equal_ranks():
    assert read_blt('2 1\n4 2=1 0\n0\n"A" "B"\n"T"').ballots == [(("2=1",), 4)]


def test_blt_is_counted():
    election = read_blt(BLT)
    result = count("stv_scottish", election.ballots, election.options, election.rules)
    assert result.winners == ("3", "1")
    assert result.voters == 12


SOI = """\
# FILE NAME: 1.soi
# TITLE: De tuin
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Appels
# ALTERNATIVE NAME 2: Bonen: bruin
# ALTERNATIVE NAME 3:
5: 1,2,3
4: 2
1: 2
"""
TOI = SOI.replace("5: 1,2,3", "5: {1, 3},2").replace("4: 2", "4: 3,{1,2}")


def test_preflib_strict_orders_that_leave_options_out():
    election = read_preflib(SOI)
    assert election.title == "De tuin"
    assert election.options == (Option("1", "Appels"), Option("2", "Bonen: bruin"), Option("3", "3"))
    assert election.ballots == [(("1", "2", "3"), 5), (("2",), 5)]


def test_preflib_orders_with_ties():
    assert read_preflib(TOI).ballots == [(("1=3", "2"), 5), (("2",), 1), (("3", "1=2"), 4)]


def test_preflib_is_counted():
    election = read_preflib(TOI)
    assert count("schulze", election.ballots, election.options).winner == "3"


def pabulib(vote_type, votes, columns="voter_id;vote", costs=("30", "50"), budget="70"):
    return "\n".join(
        [
            "META",
            "key;value",
            "description;Wijkgeld",
            f"budget;{budget}",
            f"vote_type;{vote_type}",
            "PROJECTS",
            "project_id;cost;name",
            f"a;{costs[0]};Bank",
            f"b;{costs[1]};",
            "VOTES",
            columns,
            *votes,
        ]
    )


def test_pabulib_approvals():
    election = read_pabulib("\ufeff" + pabulib("approval", ["1;b,a", "2;a, b", "", "3;", "4;a"]))
    assert election.title == "Wijkgeld"
    assert election.kind is Kind.MARKS
    assert election.options == (Option("a", "Bank", 30), Option("b", "b", 50))
    assert election.rules.budget == 70
    assert election.ballots == [((), 1), (("a",), 1), (("a", "b"), 2)]


def test_pabulib_is_counted():
    election = read_pabulib(pabulib("approval", ["1;b,a", "2;a", "3;a"]))
    assert count("equal_shares", election.ballots, election.options, election.rules).winners == ("a",)


def test_pabulib_orders():
    election = read_pabulib(pabulib("ordinal", ["1;b,a", "2;b"]))
    assert election.kind is Kind.RANKING
    assert election.ballots == [(("b",), 1), (("b", "a"), 1)]


@pytest.mark.parametrize("vote_type", ["cumulative", "scoring"])
def test_pabulib_points(vote_type):
    election = read_pabulib(pabulib(vote_type, ["1;b,a;7,3", "2;a;10", "3;a,b;,1,2"], "voter_id;vote;points"))
    assert election.kind is Kind.GRADES
    assert election.rules.top == 10
    assert election.ballots == [(("a:1", "b:2"), 1), (("a:10",), 1), (("b:7", "a:3"), 1)]
    assert count("score", election.ballots, election.options, election.rules).winner == "a"


def test_pabulib_points_that_are_all_zero_leave_a_scale():
    election = read_pabulib(pabulib("scoring", ["1;a;0"], "voter_id;vote;points"))
    assert election.rules.top == 1


@pytest.mark.parametrize(
    ("costs", "budget", "read"),
    [
        (("30.5", "50"), "70", (3050, 5000, 7000)),
        (("30", "50,25"), "70", (3000, 5025, 7000)),
        (("30", "50"), "70.00", (3000, 5000, 7000)),
    ],
)
def test_pabulib_with_decimals_is_read_in_hundredths(costs, budget, read):
    election = read_pabulib(pabulib("approval", ["1;a"], costs=costs, budget=budget))
    assert (*(option.cost for option in election.options), election.rules.budget) == read


@pytest.mark.parametrize("separator", [";", ","])
def test_csv_with_marks(separator):
    text = "\ufeffTuin;Keuken;Aantal\n1;;3\nx;JA;2\n\n0;nee;1\n;;4\n1;;1\n".replace(";", separator)
    election = read_csv(text, Kind.MARKS)
    assert election.options == (Option("1", "Tuin"), Option("2", "Keuken"))
    assert election.ballots == [((), 5), (("1",), 4), (("1", "2"), 2)]
    result = count("approval", election.ballots, election.options, election.rules)
    assert result.scores == (("1", 6), ("2", 2))


@pytest.mark.parametrize("separator", [";", ","])
def test_csv_with_grades(separator):
    text = "count;Tuin;Keuken\n3;7;0\n2;;10\n".replace(";", separator)
    election = read_csv(text, Kind.GRADES)
    assert election.rules.top == 10
    assert election.ballots == [(("1:7", "2:0"), 3), (("2:10",), 2)]
    result = count("score", election.ballots, election.options, election.rules)
    assert result.scores == (("1", 21), ("2", 20))


@pytest.mark.parametrize("separator", [";", ","])
def test_csv_with_ranks(separator):
    text = separator.join(["Tuin", "Keuken", '"Bank; of, stoel"']) + "\n2;1;2\n1;;5\n".replace(";", separator)
    election = read_csv(text, Kind.RANKING)
    assert [option.title for option in election.options] == ["Tuin", "Keuken", "Bank; of, stoel"]
    assert election.ballots == [(("1", "3"), 1), (("2", "1=3"), 1)]
    assert count("schulze", election.ballots, election.options).voters == 2


def test_csv_without_a_count_column_counts_every_row_once():
    assert read_csv("a;b\n1;\n1;\n", Kind.MARKS).ballots == [(("1",), 2)]


NAMES = '0\n"A" "B"\n"T"'
HEAD = "# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n"
LONG = "9" * 5000
BAD_BLT = {
    "": 0,
    "# nothing": 0,
    "2\n": 1,
    "2 1 1\n": 1,
    "\n\nx 1\n": 3,
    "0 1\n": 1,
    "2 0\n": 1,
    f"{LONG} 1\n": 1,
    "2 1\n1 1 0\n": 0,
    f"2 1\n1 1\n{NAMES}": 2,
    f"2 1\n1\n{NAMES}": 2,
    f"2 1\n\n1 3 0\n{NAMES}": 3,
    f"2 1\n1 x 0\n{NAMES}": 2,
    f"2 1\n1 1= 0\n{NAMES}": 2,
    f"2 1\n1 1 01 0\n{NAMES}": 2,
    f"2 1\n1 1=1 0\n{NAMES}": 2,
    f"2 1\n1.5 1 0\n{NAMES}": 2,
    f"2 1\n0 1 0\n{NAMES}": 2,
    f"2 1\n-3\n{NAMES}": 2,
    f"2 1\n-\n{NAMES}": 2,
    f"2 1\n-1 x\n{NAMES}": 2,
    '2 1\n1 1 0\n0\n"A"\n': 0,
    '2 1\n1 1 0\n0\n"A"\nB\n"T"': 5,
}
BAD_PREFLIB = {
    "": 0,
    "# TITLE: x": 0,
    f"# NUMBER ALTERNATIVES: 3\n{HEAD}1: 1": 0,
    f"# NUMBER ALTERNATIVES: x\n{HEAD}1: 1": 1,
    f"{HEAD}# ALTERNATIVE NAME 2: C\n": 3,
    f"{HEAD}1,2": 3,
    f"{HEAD}x: 1,2": 3,
    f"{HEAD}0: 1,2": 3,
    f"{HEAD}: 1,2": 3,
    f"{HEAD}{LONG}: 1,2": 3,
    f"{HEAD}\n1: 1,3": 4,
    f"{HEAD}1: {{1,3}}": 3,
    f"{HEAD}1: 1,1": 3,
    f"{HEAD}1: 1,{{2,1}}": 3,
    f"{HEAD}1: {{1,2": 3,
    "1: 1\n" + HEAD: 1,
}
POINTS = "voter_id;vote;points"
BAD_PABULIB = {
    "": 0,
    "a;b\nc;d\n": 0,
    pabulib("approval", []).replace("VOTES", ""): 0,
    pabulib("approval", []).replace("META", ""): 0,
    pabulib("guess", ["1;a"]): 0,
    pabulib("approval", ["1;a"], budget=""): 0,
    pabulib("approval", ["1;a"], budget="veel"): 0,
    pabulib("approval", ["1;a"], budget="1e999999999"): 0,
    pabulib("approval", ["1;a"], budget="1.5e999999"): 0,
    pabulib("approval", ["1;a"], costs=("-1", "2")): 8,
    pabulib("approval", ["1;a"], costs=("1", "2.505")): 9,
    pabulib("approval", ["1;a"], costs=("1", "1e999999")): 9,
    pabulib("approval", ["1;a"], costs=("1", "nan")): 9,
    pabulib("approval", ["1;a"], costs=("1", "sNaN")): 9,
    pabulib("approval", ["1;a"], costs=("1", "Infinity")): 9,
    pabulib("approval", ["1;a"]).replace("a;30", ";30"): 8,
    pabulib("approval", ["1;a"]).replace("b;50", "a;50"): 9,
    pabulib("approval", ["1;a", "2;c"]): 13,
    pabulib("approval", ["1;a,a"]): 12,
    pabulib("scoring", ["1;a,b;1"], POINTS): 12,
    pabulib("scoring", ["1;a;1,2"], POINTS): 12,
    pabulib("scoring", ["1;a"]): 12,
    pabulib("scoring", ["1;a;1.5"], POINTS): 12,
    pabulib("scoring", ["1;a;-1"], POINTS): 12,
    pabulib("approval", [f"1;{'a' * 200_000}"]): 12,
}
BAD_CSV = {
    ("", Kind.MARKS): 0,
    ("\n;\n", Kind.MARKS): 0,
    ("a;b\n1\n", Kind.MARKS): 2,
    ("a;b\n\n1;1;1\n", Kind.MARKS): 3,
    ("a;b\n1;2\n", Kind.MARKS): 2,
    ("a;b\n1;misschien\n", Kind.MARKS): 2,
    ("a;aantal\n1;\n1;1\n", Kind.MARKS): 2,
    ("a;aantal\n1;0\n", Kind.MARKS): 2,
    ("a;aantal\n1;1\n1;veel\n", Kind.MARKS): 3,
    ("a;b\n1;-2\n", Kind.GRADES): 2,
    ("a;b\n1;2.5\n", Kind.GRADES): 2,
    ("a;b\n1;²\n", Kind.GRADES): 2,
    (f"a;b\n1;{LONG}\n", Kind.GRADES): 2,
    ("a;b\n1;0\n", Kind.RANKING): 2,
    ("a;b\n1;eerste\n", Kind.RANKING): 2,
    (f"a;b\n1;{'x' * 200_000}\n", Kind.MARKS): 2,
    ('a;b\n"1\n";2\n', Kind.MARKS): 3,
}
BAD = [
    *[(read_blt, (text,), line) for text, line in BAD_BLT.items()],
    *[(read_preflib, (text,), line) for text, line in BAD_PREFLIB.items()],
    *[(read_pabulib, (text,), line) for text, line in BAD_PABULIB.items()],
    *[(read_csv, given, line) for given, line in BAD_CSV.items()],
]


@pytest.mark.parametrize(
    ("read", "given", "line"),
    BAD,
    ids=[f"{read.__name__}-{number}" for number, (read, _, _) in enumerate(BAD)],
)
def test_what_cannot_be_read_is_refused_with_its_line_in_both_languages(read, given, line):
    with pytest.raises(BadFileError) as refused:
        read(*given)
    words = refused.value.words
    assert refused.value.line == line
    assert words.nl.startswith(f"Regel {line}: ") == words.en.startswith(f"Line {line}: ") == bool(line)
    assert words.nl
    assert words.en not in {"", words.nl}


READERS = {
    "blt": read_blt,
    "preflib": read_preflib,
    "pabulib": read_pabulib,
    **{f"csv {kind}": lambda text, kind=kind: read_csv(text, kind) for kind in Kind},
    "published": recount,
}
PUBLISHED = publish(
    "T", "approval", [(("1",), 2), (("2",), 1)], [Option("1", "A"), Option("2", "B")], Rules(tie=Tie.LOT)
)
SAMPLES = [
    BLT,
    SOI,
    TOI,
    pabulib("approval", ["1;a,b"]),
    pabulib("scoring", ["1;a;2"], POINTS),
    PUBLISHED,
    "a;b\n1;2",
]
piece = st.sampled_from(
    [*'0123456789-=#";,:.{}[]\n\r\x00\u2028 ', "\ufeff", "²", "\ud800", "null", "[]", "1e9", "a"]
)


@st.composite
def damaged(draw):
    """A good file with a few pieces of it replaced."""
    text = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(piece) + text[at + draw(st.integers(0, 3)) :]
    return text


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=80) | st.lists(piece, max_size=40).map("".join) | damaged())
def test_no_text_breaks_a_reader(read, text):
    with suppress(TallyError):
        read(text)
