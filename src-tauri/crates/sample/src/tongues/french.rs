//! French.

use crate::tongue::{FRENCH, Tongue};

pub(crate) static TONGUE: Tongue = Tongue {
    share: 8,
    first: &[
        ("Éloïse", "eloise"),
        ("Gaétan", "gaetan"),
        ("Solène", "solene"),
        ("Théophile", "theophile"),
        ("Maëlle", "maelle"),
        ("Aurélien", "aurelien"),
        ("Noémie", "noemie"),
        ("Loïc", "loic"),
        ("Françoise", "francoise"),
        ("Rémi", "remi"),
        ("Inès", "ines"),
        ("Barnabé", "barnabe"),
    ],
    last: &[
        ("Beauchêne", "beauchene"),
        ("de la Rivière", "delariviere"),
        ("Châtelard", "chatelard"),
        ("Delacôte", "delacote"),
        ("Fontvieille", "fontvieille"),
        ("Guérandais", "guerandais"),
        ("L'Hermitte", "lhermitte"),
        ("Marchandise", "marchandise"),
        ("Pèlerin", "pelerin"),
        ("Sauvageot", "sauvageot"),
        ("Tréguier", "treguier"),
        ("Vaugrenard", "vaugrenard"),
    ],
    places: &[
        ("Nantes", "France"),
        ("Lyon", "France"),
        ("Marseille", "France"),
        ("Québec", "Canada"),
        ("Genève", "Switzerland"),
        ("Liège", "Belgium"),
        ("Saint-Malo", "France"),
    ],
    jobs: &[
        "Directrice des achats",
        "Responsable logistique",
        "Chef de projet",
        "Gérant",
        "Capitaine de port",
        "Comptable",
        "Ingénieure qualité",
        "Responsable informatique",
    ],
    firms: &[
        ("Belle-Écluse", "belleecluse"),
        ("Clairval", "clairval"),
        ("Maison Brisemer", "maisonbrisemer"),
        ("Hautes Terres", "hautesterres"),
        ("L'Atelier du Quai", "atelierduquai"),
        ("Rochebrune", "rochebrune"),
    ],
    ends: &["SARL", "SAS", "& Fils", "Coopérative", "SA"],
    requests: &[
        (
            "Facture incorrecte pour {city}",
            "Bonjour, la facture numéro {n} indique notre ancienne adresse à {city} et un taux de TVA erroné. Pourriez-vous l'annuler et nous en envoyer une nouvelle ? Notre service comptable refuse de la payer en l'état et l'échéance est vendredi.",
        ),
        (
            "{thing} : plus aucune donnée depuis hier",
            "Bonjour, depuis hier soir nous ne recevons plus rien de l'appareil ({thing}) installé sur le quai numéro {n}. Le voyant clignote en rouge et l'application affiche le code {code}. La batterie a été remplacée le mois dernier. Que devons-nous vérifier ?",
        ),
        (
            "Impossible de se connecter après le changement de téléphone",
            "J'ai changé de téléphone et l'application me demande un code que je ne reçois pas. Je suis bloquée et toute l'équipe attend le planning. Merci de désactiver la double authentification ou de m'envoyer un code de secours.",
        ),
        (
            "Demande de remboursement",
            "Nous avons résilié l'abonnement dans les délais, mais {n} euros ont encore été prélevés ce mois-ci. Je vous remercie de bien vouloir nous rembourser et de confirmer que le contrat est terminé.",
        ),
        (
            "Traduction manquante dans le rapport",
            "Le rapport mensuel que nos clients reçoivent contient des titres en anglais, alors que le compte est réglé en français. Cela fait mauvais effet auprès des communes. Est-il possible de corriger cela avant le prochain envoi ?",
        ),
    ],
    deals: &[
        "{firm} : {n} postes",
        "Renouvellement {firm}",
        "Projet pilote {firm}",
        "{firm} : contrat d'entretien",
    ],
    tasks: &[
        "Rappeler {who} au sujet du devis",
        "Envoyer la proposition révisée à {firm}",
        "Préparer la visite chez {firm}",
    ],
    life: &[
        "{n} ans d'expérience en {skill}, dont la moitié à {city}.",
        "A dirigé une équipe de {n} personnes et mis en place {skill} sur trois sites.",
        "Diplômée d'une école d'ingénieurs de {city}, passionnée de voile et de {skill}.",
    ],
    things: &[
        "bouée connectée",
        "imprimante d'étiquettes",
        "station météo",
        "terminal de paiement",
        "portail client",
    ],
    phones: FRENCH,
};
