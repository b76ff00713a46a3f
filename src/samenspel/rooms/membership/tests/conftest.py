from datetime import UTC, datetime

import pytest

from support.cast import Cast, build_cast

AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return build_cast(AT)
