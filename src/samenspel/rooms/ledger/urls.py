"""Addresses of the ledger."""

from django.urls import path

from samenspel.rooms.ledger.pages import bank, keeping, mine, purse, year

app_name = "ledger"

urlpatterns = [
    path("<slug:slug>/rekening/", mine.mine, name="mine"),
    path("<slug:slug>/rekening/code.svg", mine.code, name="code"),
    path("<slug:slug>/rekening/geven/", mine.pay, name="pay"),
    path("<slug:slug>/rekening/opzijzetten/", mine.promise, name="promise"),
    path("<slug:slug>/rekening/belofte/<uuid:hold_id>/nu/", mine.keep, name="keep"),
    path("<slug:slug>/rekening/belofte/<uuid:hold_id>/stoppen/", mine.release, name="release"),
    path("<slug:slug>/kas/", purse.purse, name="purse"),
    path("<slug:slug>/kas/jaar/<int:number>/", year.year, name="year"),
    path("<slug:slug>/kas/jaar/<int:number>.csv", year.year_file, name="year_file"),
    path("<slug:slug>/kas/openen/", keeping.open_books, name="open"),
    path("<slug:slug>/kas/erbij/", keeping.receive, name="receive"),
    path("<slug:slug>/kas/eraf/", keeping.spend, name="spend"),
    path("<slug:slug>/kas/rekening/", keeping.open_account, name="open_account"),
    path("<slug:slug>/kas/rekening/<uuid:account_id>/", purse.account, name="account"),
    path("<slug:slug>/kas/bank/", bank.overview, name="bank"),
    path("<slug:slug>/kas/bank/<uuid:line_id>/", bank.one, name="bank_line"),
    path("<slug:slug>/kas/bank/<uuid:line_id>/zo/", bank.as_guessed, name="bank_as_guessed"),
    path("<slug:slug>/kas/terugdraaien/<uuid:transfer_id>/", keeping.correct, name="correct"),
]
