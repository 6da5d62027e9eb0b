package words

import (
	"therapytally/app/quote"
	"therapytally/rules/finding"
)

func spanishFields() map[quote.Field]string {
	return map[quote.Field]string{
		quote.Who:        "Quién paga",
		quote.Deductible: "Lo que falta del deducible este año", quote.Copay: "Copago por visita", quote.Percent: "Coseguro: su parte de cada factura",
		quote.Most: "Lo que falta para su máximo de gastos de bolsillo", quote.YearDeductible: "Deducible de todo un año", quote.YearMost: "Máximo de gastos de bolsillo de todo un año",
		quote.SupplementPays: "¿Su otro plan paga el deducible?", quote.Used: "Terapia usada este año",
		quote.PerWeek: "Visitas por semana", quote.Weeks: "Semanas", quote.Start: "Fecha de la próxima visita",
		quote.NextYear: "Visitas después del 1 de enero", quote.Preset: "La visita", quote.Discipline: "Tipo de terapia",
		quote.First: "La próxima visita es mi primera aquí", quote.ZIP: "Código postal de la clínica",
		quote.RateKind: "Cómo se da el precio", quote.Rate: "Precio", quote.Advantage: "¿Es un plan Medicare Advantage?",
		quote.FewerPerWeek: "Visitas por semana", quote.FewerWeeks: "Semanas", quote.Cash: "Precio de una visita sin seguro",
		quote.OtherRate: "Precio de la otra clínica", quote.OtherZIP: "Código postal de la otra clínica", quote.Place: "Lugar", quote.Lang: "Idioma",
	}
}

func spanishHints() map[quote.Field]string {
	return map[quote.Field]string{
		quote.Deductible:     "Deducible es lo que usted paga cada año antes de que pague el plan. Si no lo sabe, deje vacío: mostramos lo menos y lo más.",
		quote.Copay:          "Copago es una suma fija que usted paga en cada visita. Si no lo sabe, déjelo en blanco. Entonces no mostramos una cantidad.",
		quote.Percent:        "Coseguro es la parte que usted paga después del deducible. Empieza en 20%, como en muchos planes.",
		quote.Most:           "Es lo más que usted paga en un año. Después el plan paga todo. Vacío: contamos como si faltara mucho.",
		quote.YearDeductible: "Solo hace falta si sus visitas pasan del 1 de enero.",
		quote.YearMost:       "Solo hace falta si sus visitas pasan del 1 de enero.",
		quote.SupplementPays: "Los planes C y F lo pagan. El plan G no. Suponemos que paga todo su 20%. Los planes K y L pagan una parte.",
		quote.Advantage:      "Estos planes pagan menos por las otras unidades de un día. Otros planes no.",
		quote.Used:           "Los dólares que Medicare aprobó para terapia. Está en sus cartas de Medicare. Vacío: nada.",
		quote.PerWeek:        "Ponemos 2.",
		quote.Weeks:          "Ponemos 6.",
		quote.Start:          "Ponemos hoy.",
		quote.First:          "",
		quote.ZIP:            "Vacío: el promedio del país.",
		quote.Rate:           "Si no lo sabe, déjelo en blanco. Entonces mostramos solo lo que no depende del precio.",
		quote.FewerPerWeek:   "Vacío: una visita menos por semana.",
		quote.FewerWeeks:     "Vacío: el mismo tiempo.",
		quote.Cash:           "Pregunte en la clínica.",
	}
}

func spanishFindings() map[finding.ID]string {
	return map[finding.ID]string{
		finding.ReleaseAge:               "Unas tablas de precios son de otros días de este año. Puede haber centavos de más o de menos.",
		finding.NationalAverage:          "No dio código postal. Por eso los precios de Medicare son el promedio del país.",
		finding.ZIPAmbiguous:             "Su código postal está en dos zonas de precios. Usamos la principal.",
		finding.YearToDateAssumed:        "Para el límite anual de Medicare no contamos terapia de antes.",
		finding.KXAttest:                 "Pasa el límite anual de Medicare para terapia. Medicare aún paga si su terapeuta dice que la necesita.",
		finding.OverReview:               "Es mucha terapia. Medicare puede pedir las notas antes de pagar.",
		finding.SelfPayMedicare:          "Si tiene Medicare, la clínica no puede cobrarle a usted lo que Medicare cubre.",
		finding.QMB:                      "Medicaid paga su parte. Usted no debe nada, y la clínica no puede cobrarle.",
		finding.RateNeeded:               "No sabemos el precio de la clínica. Por eso no podemos decir cuánto paga su plan.",
		finding.PlanDeductibleAssumedMet: "No contamos un deducible en este plan.",
		finding.NextYearUnpublished:      "Los precios del otro año aún no salen. Esas visitas no tienen cantidad.",
		finding.NextDeductibleAssumed:    "No sabemos su deducible del año nuevo. Por eso no lo contamos después del 1 de enero.",
		finding.NextMaximumAssumed:       "No sabemos su máximo anual del año nuevo. Por eso no lo contamos después del 1 de enero.",
		finding.VisitsWithoutAmounts:     "No tenemos el precio de algunas visitas. Por eso no tienen cantidad.",

		finding.NextYearAssumed:   "Para las visitas de un año sin precios usamos los últimos precios. Los precios reales van a cambiar.",
		finding.StatusBundled:     "Un servicio no tiene precio propio. No debe nada por él.",
		finding.StatusInvalid:     "Medicare no acepta uno de los códigos. No debe nada por él.",
		finding.StatusNotCovered:  "Medicare no paga un servicio. Usted debe el precio de la clínica. Pregunte antes.",
		finding.StatusUnpriced:    "Un servicio no tiene precio fijo. Pregunte en la clínica.",
		finding.StatusRestricted:  "Medicare paga un servicio solo en unos casos. Pregunte en la clínica.",
		finding.HospitalPlace:     "En un hospital, la factura la debe mandar el hospital.",
		finding.PairNever:         "Dos de los servicios no se pagan el mismo día. No debe nada por uno de ellos.",
		finding.PairDenied:        "Puede ser que dos servicios no se paguen el mismo día. Entonces no debe nada por uno de ellos.",
		finding.OverLineLimit:     "Hay más unidades de un servicio de las que el plan paga en un día. Entonces no debe nada por él.",
		finding.OverAbsoluteLimit: "Hay más unidades de un servicio de las que Medicare paga en un día. Entonces no debe nada por él.",
		finding.OverLimit:         "Hay más unidades de un servicio de las que Medicare paga en un día. Entonces no debe nada por él.",
	}
}
