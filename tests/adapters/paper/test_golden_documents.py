"""The documents (電子証書・認証キー等のお知らせ), word for word, as their text layer says it."""

from tests.adapters.paper import samples
from tests.adapters.paper.looking import text_of
from tests.golden import same_as_golden


def test_the_certificate_is_its_golden_text(certificate):
    same_as_golden("certificate_advance_payment", text_of(certificate()))


def test_the_certificate_of_a_joint_venture_is_its_golden_text(certificate):
    same_as_golden("certificate_interim_payment", text_of(certificate(samples.INTERIM)))


def test_the_certificate_of_a_rider_is_its_golden_text(certificate):
    same_as_golden("certificate_performance", text_of(certificate(samples.PERFORMANCE)))


def test_the_key_notice_is_its_golden_text(key_notice):
    same_as_golden("key_notice", text_of(key_notice()))
