//! Spanish.

use crate::tongue::{NOWHERE_ELSE, Tongue};

pub(crate) static TONGUE: Tongue = Tongue {
    share: 8,
    first: &[
        ("Begoña", "begona"),
        ("Íñigo", "inigo"),
        ("Lucía", "lucia"),
        ("Andrés", "andres"),
        ("Ximena", "ximena"),
        ("Joaquín", "joaquin"),
        ("Araceli", "araceli"),
        ("Rubén", "ruben"),
        ("Soledad", "soledad"),
        ("Matías", "matias"),
        ("Nieves", "nieves"),
        ("Álvaro", "alvaro"),
    ],
    last: &[
        ("Aldecoa Ruiz", "aldecoa"),
        ("Barrientos", "barrientos"),
        ("Cifuentes Peña", "cifuentes"),
        ("de la Fuente", "delafuente"),
        ("Echevarría", "echevarria"),
        ("Gamboa Núñez", "gamboa"),
        ("Ibáñez", "ibanez"),
        ("Lozano Gil", "lozano"),
        ("Montañés", "montanes"),
        ("Quiñones", "quinones"),
        ("Urrutia", "urrutia"),
        ("Zúñiga", "zuniga"),
    ],
    places: &[
        ("Bilbao", "Spain"),
        ("Valencia", "Spain"),
        ("A Coruña", "Spain"),
        ("Rosario", "Argentina"),
        ("Valparaíso", "Chile"),
        ("Mérida", "Mexico"),
        ("Cádiz", "Spain"),
    ],
    jobs: &[
        "Jefa de compras",
        "Director de operaciones",
        "Responsable de almacén",
        "Contable",
        "Gerente",
        "Capitana marítima",
        "Ingeniero de calidad",
        "Coordinadora de flota",
    ],
    firms: &[
        ("Almenara", "almenara"),
        ("Bahía Clara", "bahiaclara"),
        ("Conservas Riomar", "conservasriomar"),
        ("Olivar del Sur", "olivardelsur"),
        ("Peñablanca", "penablanca"),
        ("Faro Viejo", "faroviejo"),
    ],
    ends: &["S.L.", "S.A.", "Hermanos", "Cooperativa", "y Asociados"],
    requests: &[
        (
            "Cobro duplicado en la tarjeta",
            "Buenos días, este mes nos han cobrado dos veces la misma suscripción, {n} euros cada una. Adjunto el extracto del banco. Les ruego que devuelvan uno de los cargos lo antes posible y que me confirmen por escrito.",
        ),
        (
            "{thing} no envía datos desde {city}",
            "Hola, desde el temporal del domingo el equipo ({thing}) que tenemos en {city} no envía datos. Hemos revisado el cable y la antena y todo parece correcto, pero la pantalla muestra el error {code}. ¿Podrían mirarlo con urgencia?",
        ),
        (
            "No puedo descargar los informes",
            "Al pulsar en descargar, la página se queda en blanco. Lo he probado con dos navegadores y en otro ordenador. Necesito el informe del trimestre para una reunión con el ayuntamiento mañana a primera hora.",
        ),
        (
            "Alta de {n} usuarios nuevos",
            "Hemos contratado personal para la temporada y necesito dar de alta a {n} personas con permiso solo de lectura. ¿Se puede hacer con un archivo o hay que crear las cuentas una por una?",
        ),
        (
            "Pieza de repuesto",
            "Se nos ha roto la tapa de la caja de conexiones y entra agua cuando llueve. ¿Venden la pieza por separado? Si no, ¿cuánto tardaría en llegar un equipo nuevo?",
        ),
    ],
    deals: &[
        "{firm}: {n} licencias",
        "Renovación {firm}",
        "Piloto en {firm}",
        "{firm}: mantenimiento anual",
    ],
    tasks: &[
        "Llamar a {who} por la oferta",
        "Enviar el contrato a {firm}",
        "Preparar la demostración para {who}",
    ],
    life: &[
        "{n} años de experiencia en {skill}, los últimos en {city}.",
        "Coordinó a {n} personas y puso en marcha {skill} en cuatro almacenes.",
        "Formación en administración en {city} y cursos de {skill}.",
    ],
    things: &[
        "boya",
        "impresora de etiquetas",
        "estación meteorológica",
        "datáfono",
        "lector de códigos",
    ],
    phones: NOWHERE_ELSE,
};
