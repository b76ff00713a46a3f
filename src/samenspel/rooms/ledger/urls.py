"""Addresses of the ledger."""

from django.urls import path

from samenspel.rooms.ledger.pages import asking, bank, invoices, keeping, mine, payments, pots, purse, year

app_name = "ledger"

urlpatterns = [
    path("<slug:slug>/rekening/", mine.mine, name="mine"),
    path("<slug:slug>/rekening/code.svg", mine.code, name="code"),
    path("<slug:slug>/rekening/geven/", mine.pay, name="pay"),
    path("<slug:slug>/rekening/opzijzetten/", mine.promise, name="promise"),
    path("<slug:slug>/rekening/belofte/<uuid:hold_id>/nu/", mine.keep, name="keep"),
    path("<slug:slug>/rekening/belofte/<uuid:hold_id>/stoppen/", mine.release, name="release"),
    path("<slug:slug>/rekening/vragen/", asking.mine, name="requests"),
    path("<slug:slug>/rekening/vragen/onkosten/", asking.expenses, name="ask_expenses"),
    path("<slug:slug>/rekening/vragen/<uuid:request_id>/terug/", asking.take_back, name="take_back"),
    path("<slug:slug>/rekening/vragen/<uuid:request_id>/ja/", asking.grant, name="grant"),
    path("<slug:slug>/rekening/vragen/<uuid:request_id>/nee/", asking.decline, name="decline"),
    path("<slug:slug>/rekening/vragen/<uuid:request_id>/bon/", asking.receipt, name="receipt"),
    path("<slug:slug>/rekening/potje/", pots.mine, name="pot"),
    path("<slug:slug>/rekening/potje/vragen/", asking.from_pot, name="ask_pot"),
    path("<slug:slug>/kas/facturen/", invoices.listing, name="invoices"),
    path("<slug:slug>/kas/facturen/afzender/", invoices.sender, name="sender"),
    path("<slug:slug>/kas/facturen/nieuw/", invoices.new, name="new_invoice"),
    path("<slug:slug>/kas/facturen/<uuid:invoice_id>/", invoices.one, name="invoice"),
    path("<slug:slug>/kas/facturen/<uuid:invoice_id>.pdf", invoices.paper, name="invoice_paper"),
    path("<slug:slug>/kas/facturen/<uuid:invoice_id>.xml", invoices.electronic, name="invoice_file"),
    path("<slug:slug>/kas/facturen/<uuid:invoice_id>/terug/", invoices.credit, name="credit"),
    path("<slug:slug>/kas/betalen/", payments.overview, name="payments"),
    path("<slug:slug>/kas/betalen/vrijgeven/", payments.release, name="release_payments"),
    path("<slug:slug>/kas/betalen/<uuid:payment_id>/weg/", payments.stop, name="stop_payment"),
    path("<slug:slug>/kas/betalen/<uuid:file_id>.xml", payments.download, name="payment_file"),
    path("<slug:slug>/kas/potjes/", pots.every, name="pots"),
    path("<slug:slug>/kas/potjes/vullen/", pots.fill, name="fill_pot"),
    path("<slug:slug>/kas/potjes/<uuid:person_id>/leren/", pots.fold, name="fold_pot"),
    path("<slug:slug>/kas/", purse.purse, name="purse"),
    path("<slug:slug>/kas/jaar/<int:number>/", year.year, name="year"),
    path("<slug:slug>/kas/jaar/<int:number>.csv", year.year_file, name="year_file"),
    path("<slug:slug>/kas/jaar/<int:number>.pdf", year.year_paper, name="year_paper"),
    path("<slug:slug>/kas/jaar/<int:number>.xaf", year.year_audit, name="year_audit"),
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
