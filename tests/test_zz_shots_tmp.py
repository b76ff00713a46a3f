"""screens"""
import sys, os
sys.path.insert(0,'/work/main/tests')
from datetime import UTC, datetime, timedelta
from pathlib import Path
import pytest
from support.cast import build_cast
from samenspel.ground.people.models import Person
from samenspel.site import clock
from django.test import Client
from samenspel.rooms.statute import queries, drafts
from samenspel.rooms.statute.drafts import Answers
from samenspel.rooms.statute.acts import Amend, RecordDeed
from samenspel.kernels.statute.charter import Change
OUT=Path('/tmp/w/pages/shots'); OUT.mkdir(exist_ok=True)
AT=datetime(2026,11,2,10,0,tzinfo=UTC)

def login(page, live_server, person):
    c=Client(); c.force_login(Person.objects.get(id=person))
    page.context.add_cookies([{"name":"sessionid","value":c.cookies["sessionid"].value,"url":live_server.url}])

PAGES=os.environ.get("SHOTS","").split(",")

@pytest.mark.django_db(transaction=True)
def test_shots(live_server, open_page, axe):
    now=datetime.now(UTC)
    cast=build_cast(now)
    base=queries.latest(cast.collective_id)
    for n,(cl,p,a,b,days) in enumerate([("purpose_change","majority",[3,4],[2,3],40),("decisions","voting_days",7,14,5)],1):
        base=queries.latest(cast.collective_id)
        cast.decide("statute.amend",Amend(base.hash,(Change(cl,p,a,b),)),at=now-timedelta(days=days))
        if n==1: cast.do("statute.record_deed","anna",RecordDeed(2,(now-timedelta(days=30)).date(),"mr. Visser, Breda"),at=now-timedelta(days=29))
    s=f"/{cast.slug}/spelregels/"
    answers=Answers("De Nieuwe Kring","Deventer","2024-03-01","foundation","buurtcollectief").with_values("purpose",{"purpose":"samen koken en eten in de wijk"})
    drafts.keep(cast.farid,answers,now)
    urls={
     "begin":("/beginnen/",None),"begin-draft":("/beginnen/","farid"),
     "naam":("/beginnen/naam/","farid"),"vorm":("/beginnen/rechtsvorm/","farid"),"preset":("/beginnen/voorbeeld/","farid"),
     "vraag":("/beginnen/vraag/purpose_change/majority/","farid"),"vraag-acts":("/beginnen/vraag/voices/propose/","farid"),
     "regel":("/beginnen/regel/contributions/","farid"),
     "controle":("/beginnen/controle/","farid"),
     "lezen":(s,"anna"),"lezen-zoek":(s+"?zoek=kwetsbaar",None),"regel-lezen":(s+"purpose_change/#majority",None),"oud":(s+"decisions/?versie=1",None),
     "versies":(s+"versies/","anna"),"vergelijk":(s+"vergelijk/?van=1&naar=3","anna"),
     "magik":(f"/{cast.slug}/mag-ik/","anna"),
     "magik-nee":(f"/{cast.slug}/mag-ik/?wat=propose&als=funder&op=2026-11-02",None),
     "magik-samen":(f"/{cast.slug}/mag-ik/?wat=purpose&als=member&op=2026-11-02","anna"),
     "wijzig":(s+"asset_lock/wijzigen/","anna"),
     "wijzig-bekijk":(s+"disposal/wijzigen/?stap=weg","anna"),
     "toevoegen":(s+"toevoegen/","anna"),
     "akte":(s+"versies/3/akte/","anna"),
    }
    for size,name in (((390,844),"m"),((1280,900),"d")):
        for key,(url,who) in urls.items():
            if PAGES!=[""] and key not in PAGES: continue
            page=open_page(size,touch=name=="m")
            if who: login(page,live_server,cast.people[who])
            r=page.goto(live_server.url+url)
            assert r.status==200,(key,r.status)
            page.screenshot(path=OUT/f"{key}-{name}.png",full_page=True)
            w=page.evaluate("document.documentElement.scrollWidth")
            if w>size[0]: print("OVERFLOW",key,name,w)
            try: axe(page)
            except AssertionError as e: print("AXE",key,name,str(e)[:600])
            page.context.close()
