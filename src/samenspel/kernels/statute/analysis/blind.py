"""What the model does not see. It stands with every answer."""

from samenspel.kernels.statute.clause import Words

BLIND_SPOTS: tuple[Words, ...] = (
    Words(
        "Open normen: redelijkheid en billijkheid (2:8 BW) kan elke regel opzij zetten. Dat beslist een rechter.",
        "Open norms: reasonableness and fairness (2:8 BW) can set any rule aside. A court decides on that.",
    ),
    Words(
        "Het recht om naar de rechter te gaan (2:14, 2:15 en 2:294 BW). De rechter helpt hier niemand en houdt niemand tegen.",
        "The right to go to court (2:14, 2:15 and 2:294 BW). Here the court helps nobody and stops nobody.",
    ),
    Words(
        "Wat het bestuur tegen de regels in naar buiten toe doet, geldt vaak toch (2:45 lid 3 en 2:292 lid 3 BW).",
        "What the board does outwardly against the rules often stands (2:45 lid 3 and 2:292 lid 3 BW).",
    ),
    Words(
        "Opzeggen of weggaan als verweer (2:36 lid 3 BW), en een tiende van de leden die een vergadering eist (2:41 BW).",
        "Leaving as a defence (2:36 lid 3 BW), and a tenth of the members demanding a meeting (2:41 BW).",
    ),
    Words(
        "Een deel van een raad krijgen. In het model kiest een groep een raad in één keer helemaal.",
        "Winning part of a council. In the model a group chooses a whole council at once.",
    ),
    Words(
        "Overdracht van aandelen en certificaten: wie zijn aandeel verkoopt, telt hier als iemand van de groep.",
        "Transfer of shares and certificates: whoever sells a share counts here as one of the group.",
    ),
    Words(
        "De bond stemt niet op dit platform. Het bestuur schrijft op wat de bond vindt. We gaan ervan uit dat dat klopt.",
        "The federation does not vote on this platform. The board writes down what it says. We take that to be true.",
    ),
    Words(
        "Diefstal, bedrog en valse stemmen. Alleen wat volgens de regels kan, staat hier.",
        "Theft, fraud and false votes. Only what the rules allow is here.",
    ),
    Words(
        "Schuldeisers, belasting, uitkeringen, subsidievoorwaarden en het bestuursrecht van een gemeente.",
        "Creditors, tax, benefits, conditions of subsidies and the law that binds a municipality.",
    ),
    Words(
        "Groepen zonder rechtsvorm: ieder kan verdeling vragen van wat samen is (3:178 BW).",
        "Groups without a legal form: each can ask for division of what is held together (3:178 BW).",
    ),
)
