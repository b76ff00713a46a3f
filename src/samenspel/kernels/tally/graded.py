"""Counting grades: score, STAR, majority judgment, and resistance (systemic consensing)."""

from collections.abc import Callable, Sequence
from functools import cmp_to_key

from samenspel.kernels.tally.ballots import Grades, Profile
from samenspel.kernels.tally.question import Found, Question, best_of
from samenspel.kernels.tally.result import Result, Shape, Table, option_rows
from samenspel.kernels.tally.words import BadRulesError, Words, same

POINTS = Words("punten", "points")


def grade_counts(profile: Profile[Grades], top: int) -> tuple[tuple[int, ...], ...]:
    """For each option how many ballots gave it each grade 0..top. A grade left open counts as 0, blank ballots do not."""
    found = [[0] * (top + 1) for _ in range(profile.options)]
    for grades, times in profile.filled().cast:
        for place, grade in enumerate(grades):
            found[place][grade or 0] += times
    return tuple(tuple(counts) for counts in found)


def totals(counts: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The sum of grades of every option."""
    return tuple(sum(grade * times for grade, times in enumerate(each)) for each in counts)


def positive(top: int, grade: int | None) -> bool:
    """Whether a grade is in the upper half of the scale: what this house reads as support."""
    return 2 * (grade or 0) > top


def score(question: Question, profile: Profile[Grades]) -> Result:
    """The highest sum of grades wins (range voting). A grade left open is 0; a ballot without grades abstains."""
    counts = grade_counts(profile, question.rules.top)
    sums = totals(counts)
    level = best_of(sums) if any(sums) else ()
    winner = question.first(level, Words("evenveel punten", "as many points")) if level else None
    words = question.no_choice(level)
    if winner is not None:
        words = Words(
            f"{question.title(winner)} kreeg de meeste punten: {sums[winner]}.",
            f"{question.title(winner)} got most points: {sums[winner]}.",
        )
    found = Found(
        winners=() if winner is None else (winner,),
        scores=sums,
        tables=(_totals_table(question, sums), grades_table(question, counts)),
        words=words + question.lot_words(),
        level=level if len(level) > 1 else (),
    )
    return question.result(found, profile, lambda grades: _supports(question, winner, grades))


def star(question: Question, profile: Profile[Grades]) -> Result:
    """Score, then automatic runoff: of the two highest sums the one that more ballots prefer wins (STAR voting).

    Ties as starvote counts them: for the runoff, head-to-head preferences summed over the level options, then the
    number of top grades; in the runoff, the higher sum, then the number of top grades. What is still level goes by the
    rules of the count.
    """
    filled, top = profile.filled(), question.rules.top
    counts = grade_counts(profile, top)
    sums = totals(counts)
    if profile.options < 2 or not any(sums):
        return score(question, profile)
    finalists = _finalists(question, filled, sums, counts)
    if finalists is None:
        found = Found(
            (),
            sums,
            (_totals_table(question, sums),),
            level=_level_of(question),
            words=question.no_choice(_level_of(question)),
        )
        return question.result(found, profile, lambda _: False)
    one, other = finalists
    votes = _prefer(filled, one, other)
    winner = _runoff(question, finalists, votes, sums, counts)
    runoff = Table(
        Shape.SCORES,
        Words("De laatste twee", "The last two"),
        (Words("liever deze", "prefer this one"),),
        option_rows(question.ids(finalists), [votes]),
    )
    found = Found(
        winners=() if winner is None else (winner,),
        scores=sums,
        tables=(_totals_table(question, sums), runoff, grades_table(question, counts)),
        words=_star_words(question, finalists, votes, sums, winner),
        level=finalists if winner is None else (),
    )
    return question.result(found, profile, lambda grades: _supports(question, winner, grades))


def _finalists(
    question: Question, profile: Profile[Grades], sums: Sequence[int], counts: Sequence[Sequence[int]]
) -> tuple[int, int] | None:
    """The two highest sums, in order; None where the rules leave a tie for a place in the runoff."""
    over = Words("wie naar de laatste twee gaat", "who goes to the last two")
    inside: list[int] = []
    pool = list(range(profile.options))
    criteria: tuple[Callable[[Sequence[int]], dict[int, int]], ...] = (
        lambda level: {place: sums[place] for place in level},
        lambda level: _head_to_head(profile, level),
        lambda level: {place: counts[place][-1] for place in level},
    )
    for number, criterion in enumerate(criteria):
        figures = criterion(pool)
        before, started = tuple(pool), len(inside)
        for figure in sorted(set(figures.values()), reverse=True):
            group = [place for place in pool if figures[place] == figure]
            if len(inside) + len(group) > 2:
                pool = group
                break
            inside += group
            if len(inside) == 2:
                break
        if number and (len(inside) > started or len(pool) < len(before)):
            question.ties.by_method(before, over, inside[started:] or pool)
        if len(inside) == 2:
            return inside[0], inside[1]
    if not question.ties.decides:
        question.first(pool, over)
        return None
    chosen = question.ties.cut(pool, 2 - len(inside), over)
    inside += sorted(chosen, key=question.ties.rank)
    return inside[0], inside[1]


def _head_to_head(profile: Profile[Grades], level: Sequence[int]) -> dict[int, int]:
    """For each of level options, in how many pairs of option and ballot it is preferred to another of them."""
    found = dict.fromkeys(level, 0)
    for grades, times in profile.cast:
        for one in level:
            mine = grades[one] or 0
            found[one] += times * sum(1 for other in level if mine > (grades[other] or 0))
    return found


def _prefer(profile: Profile[Grades], one: int, other: int) -> tuple[int, int]:
    first = sum(times for grades, times in profile.cast if (grades[one] or 0) > (grades[other] or 0))
    second = sum(times for grades, times in profile.cast if (grades[other] or 0) > (grades[one] or 0))
    return first, second


def _runoff(
    question: Question,
    finalists: tuple[int, int],
    votes: tuple[int, int],
    sums: Sequence[int],
    counts: Sequence[Sequence[int]],
) -> int | None:
    over = Words("de laatste twee", "the last two")
    criteria = (
        votes,
        tuple(sums[place] for place in finalists),
        tuple(counts[place][-1] for place in finalists),
    )
    for number, (one, other) in enumerate(criteria):
        if one != other:
            winner = finalists[0] if one > other else finalists[1]
            if number:
                question.ties.by_method(finalists, over, (winner,))
            return winner
    return question.first(finalists, over)


def _level_of(question: Question) -> tuple[int, ...]:
    """The options of the tie that the rules left open."""
    known = {option.id: place for place, option in enumerate(question.options)}
    return tuple(known[name] for name in question.ties.met[-1].between)


def _star_words(
    question: Question,
    finalists: tuple[int, int],
    votes: tuple[int, int],
    sums: Sequence[int],
    winner: int | None,
) -> Words:
    names = question.titles(finalists)
    said = Words(
        f"{names.nl} kregen de meeste punten: {sums[finalists[0]]} en {sums[finalists[1]]}.",
        f"{names.en} got most points: {sums[finalists[0]]} and {sums[finalists[1]]}.",
    )
    if winner is None:
        return said + Words(
            "Ze eindigden gelijk. Daarom is er geen keuze.", "They ended level. So there is no choice."
        )
    mine, theirs = votes if winner == finalists[0] else votes[::-1]
    other = finalists[1] if winner == finalists[0] else finalists[0]
    if mine == theirs:
        level = Words(
            f"Evenveel mensen willen liever {question.title(winner)} als liever {question.title(other)}: {mine}.",
            f"As many people prefer {question.title(winner)} as prefer {question.title(other)}: {mine}.",
        )
        wins = Words(
            f"Bij gelijke stand wint {question.title(winner)}.", f"Level, {question.title(winner)} wins."
        )
        return said + level + wins + question.lot_words()
    return (
        said
        + Words(
            f"{question.title(winner)} wint van {question.title(other)} met {mine} tegen {theirs}.",
            f"{question.title(winner)} beats {question.title(other)} by {mine} to {theirs}.",
        )
        + question.lot_words()
    )


# Majority judgment


def lower_median(counts: Sequence[int]) -> int:
    """The majority grade: the middle grade, of two middle ones the lower (Balinski and Laraki 2007). Without votes 0."""
    middle, passed = (sum(counts) - 1) // 2, 0
    for grade, times in enumerate(counts):
        passed += times
        if passed > middle:
            return grade
    return 0


def compare_majority(one: Sequence[int], other: Sequence[int]) -> int:
    """Below zero when the first is judged worse, above zero when better, zero when alike. Both need as many grades.

    The majority value is the middle grade, again and again after taking that grade away. What is taken lies around the
    middle: of an odd number one below, then one above, and so on; of an even number above first. So the first
    difference is the nearer one of two: below the middle, or above it.
    """
    if tuple(one) == tuple(other):
        return 0
    middle, rival = lower_median(one), lower_median(other)
    if middle != rival:
        return middle - rival
    odd = sum(one) % 2
    below = _first_difference(*(_outward(counts, middle, up=False) for counts in (one, other)))
    above = _first_difference(*(_outward(counts, middle, up=True) for counts in (one, other)))
    if below is None or above is None:
        found = above if below is None else below
        return found[1] if found is not None else 0
    nearer = below if below[0] < above[0] or (below[0] == above[0] and odd) else above
    return nearer[1]


_Stretches = list[tuple[int, int]]
"""Grades with how often each comes, in a row."""


def _outward(counts: Sequence[int], middle: int, *, up: bool) -> _Stretches:
    """The grades above the middle one, or below it, from there outward; equal ones in one stretch."""
    passed, total = sum(counts[:middle]), sum(counts)
    index = (total - 1) // 2
    here = passed + counts[middle] - 1 - index if up else index - passed
    rest = range(middle + 1, len(counts)) if up else range(middle - 1, -1, -1)
    return [(middle, here), *((grade, counts[grade]) for grade in rest)]


def _first_difference(one: _Stretches, other: _Stretches) -> tuple[int, int] | None:
    """At which place two rows of grades first differ, and by how much; None when they do not."""
    left, right = ([stretch for stretch in row if stretch[1]] for row in (one, other))
    place = 0
    while left and right:
        (grade, times), (rival, others) = left[0], right[0]
        if grade != rival:
            return place, grade - rival
        step = min(times, others)
        place += step
        for row, count in ((left, times), (right, others)):
            row[:1] = [(grade, count - step)] if count > step else []
    return None


def majority_judgment(question: Question, profile: Profile[Grades]) -> Result:
    """The best middle grade wins; ties by taking middle grades away one by one (Balinski and Laraki 2007, 2010).

    A grade left open counts as the lowest, so that every option is judged by all who graded.
    """
    counts = grade_counts(profile, question.rules.top)
    ranked = judged_order(counts)
    level = ranked[0] if profile.voters > profile.blank else ()
    winner = question.first(level, Words("gelijk beoordeeld", "judged alike")) if level else None
    medians = tuple(lower_median(each) for each in counts)
    words = question.no_choice(level)
    if winner is not None:
        voters = profile.voters - profile.blank
        least = sum(counts[winner][medians[winner] :])
        words = Words(
            f"{question.title(winner)} heeft het beste middelste cijfer: {medians[winner]}. "
            f"Dat cijfer of hoger gaven {least} van de {voters} mensen.",
            f"{question.title(winner)} has the best middle grade: {medians[winner]}. "
            f"That grade or a higher one came from {least} of the {voters} people.",
        )
        if sum(1 for each in medians if each == medians[winner]) > 1:
            words += Words(
                "Andere keuzes hadden hetzelfde middelste cijfer. Toen telden de cijfers vlak daaronder en daarboven.",
                "Other options had the same middle grade. Then the grades just below and above it counted.",
            )
    middle = Words("middelste cijfer", "middle grade")
    found = Found(
        winners=() if winner is None else (winner,),
        scores=medians,
        tables=(
            Table(Shape.SCORES, middle, (middle,), option_rows(_all(question), [medians])),
            grades_table(question, counts),
        ),
        words=words + question.lot_words(),
        level=level if len(level) > 1 else (),
    )
    return question.result(found, profile, lambda grades: _supports(question, winner, grades))


def judged_order(counts: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Options in tiers from best judged to worst, those judged alike in one tier."""

    def worse_last(one: int, other: int) -> int:
        return compare_majority(counts[other], counts[one])

    ranked = sorted(range(len(counts)), key=cmp_to_key(worse_last))
    tiers: list[list[int]] = []
    for place in ranked:
        if tiers and counts[tiers[-1][0]] == counts[place]:
            tiers[-1].append(place)
        else:
            tiers.append([place])
    return tuple(tuple(sorted(tier)) for tier in tiers)


# Resistance


def resistance(question: Question, profile: Profile[Grades]) -> Result:
    """The least sum of resistance wins (systemic consensing, Visotschnig and Schrotta). 0 is none, `top` is most.

    The option "as it is now" must be on the ballot. A resistance left open is 0: who says nothing does not resist.
    Level sums go to the option with fewer strong resistances. In favour are ballots that resist the winner no more
    than "as it is now". Raises BadRulesError where that option is missing.
    """
    zero = _zero(question)
    top = question.rules.top
    strong = question.rules.strong if question.rules.strong is not None else strong_from(top)
    counts = grade_counts(profile, top)
    sums, strongly = totals(counts), tuple(sum(each[strong:]) for each in counts)
    level: tuple[int, ...] = ()
    if profile.voters > profile.blank:
        level = best_of([-each for each in sums])
    over = Words("evenveel weerstand", "as much resistance")
    if len(level) > 1:
        fewest = best_of([-each for each in strongly], level)
        if len(fewest) < len(level):
            question.ties.by_method(level, over, fewest)
            level = fewest
    winner = question.first(level, over) if level else None
    columns = (
        Words("weerstand samen", "resistance together"),
        Words("mensen met sterke weerstand", "people with strong resistance"),
    )
    found = Found(
        winners=() if winner is None else (winner,),
        scores=sums,
        tables=(
            Table(Shape.SCORES, columns[0], columns, option_rows(_all(question), [sums, strongly])),
            grades_table(question, counts),
        ),
        words=_resistance_words(question, winner, level, sums, strongly, zero),
        level=level if len(level) > 1 else (),
    )
    return question.result(
        found, profile, lambda grades: winner is not None and (grades[winner] or 0) <= (grades[zero] or 0)
    )


def strong_from(top: int) -> int:
    """From which resistance on it counts as strong: the upper fifth of the scale and more (8 of 10, 4 of 4)."""
    return max(1, -(-4 * top // 5))


def _zero(question: Question) -> int:
    for place, option in enumerate(question.options):
        if option.id == question.rules.zero:
            return place
    raise BadRulesError(
        "Zet ook “zoals het nu is” op het stembriefje. Anders kan niemand zeggen dat alles zo mag blijven.",
        "Put “as it is now” on the ballot too. Otherwise nobody can say that things may stay as they are.",
    )


def _resistance_words(
    question: Question,
    winner: int | None,
    level: tuple[int, ...],
    sums: Sequence[int],
    strongly: Sequence[int],
    zero: int,
) -> Words:
    if winner is None:
        return question.no_choice(level)
    title, count = question.title(winner), strongly[winner]
    said = Words(
        f"{title} kreeg de minste weerstand: {sums[winner]}.",
        f"{title} met the least resistance: {sums[winner]}.",
    )
    if winner != zero:
        said += Words(
            f"Tegen “{question.title(zero)}” was de weerstand {sums[zero]}.",
            f"Against “{question.title(zero)}” the resistance was {sums[zero]}.",
        )
    said += (
        Words("Niemand heeft sterke weerstand.", "Nobody resists it strongly.")
        if not count
        else Words(
            f"{count} {'mens heeft' if count == 1 else 'mensen hebben'} sterke weerstand: vraag wat zij nodig hebben.",
            f"{count} {'person resists' if count == 1 else 'people resist'} it strongly: ask what they need.",
        )
    )
    return said + question.lot_words()


# Tables and support


def _supports(question: Question, winner: int | None, grades: Grades) -> bool:
    return winner is not None and positive(question.rules.top, grades[winner])


def _all(question: Question) -> list[str]:
    return [option.id for option in question.options]


def _totals_table(question: Question, sums: tuple[int, ...]) -> Table:
    return Table(Shape.SCORES, POINTS, (POINTS,), option_rows(_all(question), [sums]))


def grades_table(question: Question, counts: Sequence[Sequence[int]]) -> Table:
    """How often each option got each grade."""
    columns = tuple(same(grade) for grade in range(question.rules.top + 1))
    by_grade = list(zip(*counts, strict=True)) if counts else []
    return Table(
        Shape.GRADES,
        Words("Hoe vaak elk cijfer", "How often each grade"),
        columns,
        option_rows(_all(question), by_grade),
    )
