"""Addresses of signing in and of one's own settings."""

from django.urls import path

from samenspel.site.signin import assisting, entering, joining, me

app_name = "people"

urlpatterns = [
    path("inloggen/", entering.sign_in, name="sign_in"),
    path("inloggen/code/", entering.mail_code, name="mail_code"),
    path("inloggen/code/opnieuw/", entering.mail_code_again, name="mail_code_again"),
    path("inloggen/kaart/", entering.card, name="card"),
    path("inloggen/sleutel/", entering.passkey, name="passkey"),
    path("uitloggen/", entering.sign_out, name="sign_out"),
    path("aanmelden/", joining.sign_up, name="sign_up"),
    path("aanmelden/naam/", entering.sign_up_name, name="sign_up_name"),
    path("aanmelden/zonder-e-mail/", joining.sign_up_without_mail, name="sign_up_without_mail"),
    path("ik/", me.me, name="me"),
    path("ik/naam/", me.name, name="name"),
    path("ik/taal/", me.my_language, name="language"),
    path("ik/e-mail/", me.email, name="email"),
    path("ik/e-mail/code/", me.email_code, name="email_code"),
    path("ik/e-mail/weg/", me.email_remove, name="email_remove"),
    path("ik/apparaten/", me.my_sessions, name="sessions"),
    path("ik/apparaten/andere-weg/", me.end_other_sessions, name="end_other_sessions"),
    path("ik/apparaten/<uuid:sign_in_id>/weg/", me.end_session, name="end_session"),
    path("ik/sleutels/", me.my_passkeys, name="passkeys"),
    path("ik/sleutels/<uuid:passkey_id>/weg/", me.remove_passkey, name="remove_passkey"),
    path("ik/kaarten/", me.my_cards, name="cards"),
    path("ik/kaarten/nieuw/", me.new_card, name="new_card"),
    path("ik/kaarten/<uuid:card_id>/weg/", me.revoke_card, name="revoke_card"),
    path("ik/hulp/", me.helpers, name="helpers"),
    path("ik/hulp/<uuid:consent_id>/weg/", me.withdraw, name="withdraw"),
    path("ik/helpen/", assisting.start, name="start_helping"),
    path("ik/helpen/e-mail/", assisting.start_by_mail, name="help_by_mail"),
    path("ik/helpen/code/", assisting.help_code, name="help_code"),
    path("ik/helpen/stop/", assisting.stop, name="stop_helping"),
    path("ik/gegevens/", me.my_data, name="my_data"),
    path("ik/wissen/", me.erase, name="erase"),
]
