package words

import (
	"fmt"

	"therapytally/app/quote"
	"therapytally/rules"
)

func spanishPatient() Patient {
	return Patient{
		PatientFrame: spanishFrame(), PatientAsk: spanishAsk(), PatientAnswer: spanishAnswer(),
		PatientCourse: spanishCourse(), PatientCompare: spanishCompare(),
		Fields: spanishFields(), Hints: spanishHints(), Findings: spanishFindings(), Names: spanishNames(),
		Paper: spanishPaper(), Share: spanishShare(), Rules: spanishRules(), Steps: spanishSteps(),
	}
}

func visitas(n int) string { return plural(n, "visita", "visitas") }

func spanishFrame() PatientFrame {
	return PatientFrame{
		Title:         "¿Cuánto me va a costar la terapia?",
		ThisLanguage:  "Español",
		OtherLanguage: "English", OtherCode: quote.English, Review: "Una persona aún tiene que revisar esta traducción.",
	}
}

func spanishAsk() PatientAsk {
	return PatientAsk{
		NoDeductible:    "Deducible es lo que usted paga cada año antes de que pague el plan. Vacío: su plan no lo cobra en visitas con copago.",
		NoCopay:         "Copago es una suma fija por visita. Vacío: ninguno.",
		NoCopayMedicaid: "Copago es una suma fija por visita. Vacío: ninguno. Muchos estados no piden nada o piden muy poco.",
		Step: func(n, of int) string {
			if of == 0 {
				return fmt.Sprintf("Pregunta %d", n)
			}
			return fmt.Sprintf("Pregunta %d de %d", n, of)
		},
		WhoAsk: "¿Quién paga su terapia?", WhoWhere: "Mire la tarjeta de su seguro. El nombre del plan está al frente.",
		Payers: map[string]Reply{
			quote.Medicare:   {"Medicare", "La tarjeta roja, blanca y azul, sin otro plan"},
			quote.Supplement: {"Medicare y otro plan", "Medigap, Medicaid u otro plan que paga después de Medicare"},
			quote.CopayPlan:  {"Un plan con copago", "Medicare Advantage, o un plan con una suma fija por visita"},
			quote.SharePlan:  {"Un plan con deducible", "Primero paga todo, luego una parte de cada factura"},
			quote.Medicaid:   {"Medicaid", "Su estado puede darle otro nombre"},
			quote.Nobody:     {"No tengo seguro", "O no lo quiero usar"},
		},
		CardAsk: "¿Qué parte le deja su plan a usted?",
		CardWhere: map[string]string{
			quote.Medicare:   "Entre a Medicare.gov y mire “My claims”, o mire su última carta de Medicare.",
			quote.Supplement: "Entre a Medicare.gov y mire “My claims”. La tarjeta de su otro plan dice su letra, por ejemplo G.",
			quote.CopayPlan:  "El copago está al frente de su tarjeta: busque “Specialist” o “Therapy”. Lo demás está en la página o la app del plan.",
			quote.SharePlan:  "Mire en la página o la app del plan, en “Deductible” o “Spending so far”. Su parte está en la tarjeta.",
			quote.Medicaid:   "Mire su tarjeta o su última carta. O llame al número de la tarjeta.",
		},
		PaysToo: Replies{"Sí", "No", "No sé"}, PaidByMedicaid: "Mi otro plan es Medicaid y lo paga todo (QMB)",
		Empty:    func(low, high string) string { return "Vacío: contamos de " + low + " a " + high + "." },
		OftenAsk: "¿Cada cuánto va a ir, y por cuánto tiempo?", OftenWhere: "Está en su plan de terapia. Pregunte en la clínica. Ponemos 2 visitas por semana por 6 semanas.",
		VisitAsk: "¿Qué se hace en una visita?", VisitWhere: "Pregunte en la clínica o mire una factura vieja. Escoja la visita que más se parece. Si sabe más, la puede cambiar.",
		Presets: map[string]string{
			"pt-45": "Terapia física común de 45 minutos", "pt-30": "Terapia física corta de 30 minutos", "pt-60": "Terapia física larga de 60 minutos",
			"ot-45": "Terapia ocupacional común de 45 minutos", "slp": "Terapia del habla",
		},
		Disciplines: map[string]string{"PT": "terapia física", "OT": "terapia ocupacional", "SLP": "terapia del habla"},
		Units:       "Unidades", Code: "Código", AddLine: "Añadir un servicio", DropLine: "Quitar",
		Less: "Uno menos", More: "Uno más", Edit: "Cambiar lo que hay en la visita",
		EvaluationHint: "En la primera visita casi siempre revisan lo que usted necesita. Cuesta más.",
		WhereAsk:       "¿Dónde está la clínica?", WhereWhere: "El código postal está en su dirección. Los precios de Medicare cambian según el lugar.",
		PriceWhereCash: "Solo la clínica lo sabe. Pregunte: “¿Cuál es su precio si pago por mi cuenta una visita como la mía?”",
		PriceAsk:       "¿Qué precio tiene la clínica?", PriceWhere: "Solo la clínica o su plan lo saben. Pregunte: “¿Qué precio acepta mi plan por una visita así?”",
		RateKinds:    map[string]string{quote.ByPercent: "Como parte del precio de Medicare", quote.ByUnit: "Por unidad", quote.ByVisit: "Por visita"},
		RangeHeading: "Precios publicados de este servicio", RangeNote: "Algunas guías publican estos precios solo para este servicio. No son su precio. Una unidad son 15 minutos. Si no da un precio, usamos lo más bajo y lo más alto.",
		RangeUnit: func(low, high string) string { return "de " + low + " a " + high + " por unidad" },
		Source:    "Fuente",
	}
}

func spanishFaults() map[quote.Fault]string {
	return map[quote.Fault]string{
		quote.NotMoney: "Escriba dólares y centavos, como 30 o 30.50.", quote.NotPercent: "Escriba un porcentaje, como 20.",
		quote.NotPerWeek: "Escriba un número de 1 a 5.", quote.NotWeeks: "Escriba un número de 1 a 52.", quote.NotUnits: "Escriba de 1 a 8 unidades.",
		quote.NotCode: "No conocemos este código. Tiene cinco letras o números, como 97110.",
		quote.NotDate: "Escriba la fecha completa de su próxima visita.", quote.NoPrices: "No hay precios para este día.",
		quote.NotZIP: "No conocemos este código postal. Tiene cinco números.", quote.NoLines: "Añada al menos un servicio.",
		quote.AboveYear: "Es más que el deducible de Medicare de todo el año.", quote.MeantPercent: "Escriba un porcentaje.",
		quote.Refused: "No lo podemos calcular. Por favor revise sus respuestas.",
	}
}

func spanishAnswer() PatientAnswer {
	return PatientAnswer{
		AnswerHeading: "Lo que puede pagar", AskFirst: "Diga quién paga", AskFirstText: "La primera respuesta sale aquí al momento.",
		MendHeading: "Por favor revise esto", MendText: "No mostramos cantidades hasta que esté bien.",
		Faults: spanishFaults(),
		Next:   "Su próxima visita", After: "Una visita con el deducible pagado", PlanPays: "Su seguro paga",
		MedicarePays: "Medicare paga", SecondPlan: "Lo que paga su otro plan no está en esta cantidad.",
		CourseOf: spanishVisits,
		Between:  func(low, high string) string { return "de " + low + " a " + high },
		Unknown:  "no se sabe", Working: "calculando…",
		Days:            func(from, through string) string { return "Escoja un día del " + from + " al " + through + "." },
		YearsDeductible: func(year int, dollars string) string { return fmt.Sprintf("Son %s en %d.", dollars, year) },
		DidYouMean: func(percent string) string {
			return "¿Quiso decir " + percent + "%? Entonces escriba " + percent + "."
		},
		NotYet: "Los precios de ese año aún no salen.", NotYetText: "Usted decidió no contar esas visitas. Por eso no hay nada que sumar. Podemos usar los últimos precios. Los precios reales van a cambiar.",
		MissingCopay:  "Sin su copago no podemos mostrar una cantidad. Está en su tarjeta, cerca de “Specialist” o “Therapy”. O pregunte a su plan: “¿Cuál es mi copago por una visita de terapia?”",
		MissingPrice:  "Sin el precio de una visita no podemos mostrar una cantidad. Pregunte en la clínica o a su plan: “¿Qué precio acepta mi plan por una visita así?”",
		MissingCash:   "Sin el precio de una visita no podemos mostrar una cantidad. Pregunte en la clínica: “¿Cuál es su precio si pago por mi cuenta una visita como la mía?”",
		NarrowHeading: "Para acercarse más, averigüe:", NeedHeading: "Para tener una respuesta, averigüe:",
		Narrows: map[quote.Field]string{
			quote.Deductible: "cuánto le falta del deducible", quote.SupplementPays: "si su otro plan paga el deducible",
			quote.Copay: "su copago por visita", quote.Percent: "qué parte paga después del deducible",
			quote.YearDeductible: "el deducible de todo un año", quote.Rate: "el precio de la clínica",
			quote.Advantage: "si su plan es Medicare Advantage",
		},
		NotABill: "Esto no es una factura. Es un estimado según sus respuestas.", WhyHint: "Toque un número para ver cómo se calculó.", Peek: "Ver la respuesta",
		Basis: func(date, place, release string) string {
			return "Desde el " + date + " · " + place + " · precios de Medicare " + release
		},
		Starting:        func(date string) string { return "Desde el " + date },
		PlaceNamed:      func(zip, locality string) string { return zipped(zip) + "(precios de " + locality + ")" },
		National:        "promedio del país",
		NotesHeading:    "Bueno es saber",
		IncludedHeading: "Lo que se cuenta",
		IncludedLine: func(name, code string, units int) string {
			return namedCode(name, code) + ", " + plural(units, "unidad", "unidades")
		},
		IncludedFirst: "Primera visita", IncludedOther: "Cada otra visita",
		ChangeHeading: "Lo que puede cambiarlo",
		Changes: []string{
			"Una visita más larga, o con otros servicios.", "Otras facturas que gastan antes su deducible.",
			"Visitas de más o de menos.", "Reglas del plan, como un tope de visitas o un permiso.",
			"Férulas, pruebas y otras cosas que se cobran aparte.",
		},
		NextYearAsk:  "Algunas visitas son en un año cuyos precios aún no salen. ¿Cómo las contamos?",
		NextYear:     Replies{Yes: "Contarlas con los últimos precios", No: "No contarlas"},
		AssumedNote:  "Los precios reales van a cambiar. Estas visitas están marcadas como supuestas.",
		AssumedMark:  "supuesto",
		LeftOut:      "no se cuenta",
		LeftOutCount: func(n int) string { return plural(n, "visita no se cuenta.", "visitas no se cuentan.") },
	}
}

// spanishVisits says how many visits an amount holds, and what of them.
func spanishVisits(r rules.Reach) string {
	all := visitas(r.Visits)
	switch {
	case r.LeftOut > 0:
		return fmt.Sprintf("%s (sin contar %d más en %s)", all, r.LeftOut, years(r, " y "))
	case r.Assumed == r.Visits:
		return fmt.Sprintf("%s en %s con los precios de %d", all, years(r, " y "), r.PricesOf)
	case r.Assumed > 0:
		return fmt.Sprintf("%s, %d de ellas en %s con los precios de %d", all, r.Assumed, years(r, " y "), r.PricesOf)
	case r.Visits > 1:
		return "Total de " + all
	}
	return all
}

func spanishCourse() PatientCourse {
	return PatientCourse{
		ChartHeading: "Cómo va subiendo", ChartHint: "Lo que ha pagado después de cada visita.",
		ChartText: func(n int, low, high string) string {
			paid := high
			if low != high {
				paid = "de " + low + " a " + high
			}
			return fmt.Sprintf("Gráfica: después de %s ha pagado %s. La tabla muestra cada paso.", visitas(n), paid)
		},
		ChartLow: "lo menos", ChartHigh: "lo más",
		ShowAll:      "Ver todas las visitas",
		TableHeading: "Visita por visita", Visit: "Visita", Date: "Fecha", YouPay: "Usted paga", SoFar: "Hasta ahora",
		VisitNo: func(n int) string { return fmt.Sprintf("Visita %d", n) },
		Milestones: map[string]string{
			"deductible-met": "Ya pagó su deducible.", "out-of-pocket-met": "Llega a lo más que paga en un año. Su plan paga lo demás.",
			"kx": "Pasa el límite anual de Medicare para terapia. Su terapeuta debe decir que aún la necesita.", quote.NewYear: "1 de enero: su deducible empieza de nuevo.",
			quote.NewYearMaximum: "1 de enero: su máximo de gastos de bolsillo empieza de nuevo.",
		},
		MilestoneAt: func(n int, date string) string { return fmt.Sprintf("Visita %d, %s", n, date) },
		AtMost:      "Es para la cantidad más alta.",
	}
}

func spanishCompare() PatientCompare {
	return PatientCompare{
		CompareHeading: "¿Y si …", Now: "Como está planeado", Instead: "En cambio",
		FewerHeading: "… voy menos veces?", CashHeading: "… pago yo y no uso mi seguro?",
		ClinicHeading: "… voy a otra clínica?", PlaceHeading: "… me atienden en otro lugar?",
		CashNote:       "Lo que paga así no cuenta para su deducible.",
		CashNoMedicare: "Si tiene Medicare, la clínica no puede cobrarle a usted lo que Medicare cubre.",
		PlaceNote:      "Un hospital puede tener otro precio. Pregunte, y póngalo como otra clínica.",
		ClinicNote:     "El mismo tipo de precio que arriba.", ClinicMedicare: "Medicare pone el precio. Solo cambia según el lugar.",
		Places: map[string]string{"12": "En casa", "22": "En la clínica de un hospital"}, NoPlace: "Escoja un lugar",
		Cheaper: "Usted paga menos.", Dearer: "Usted paga más.", Same: "Usted paga lo mismo.", Unclear: "Puede ser más o menos.", Impossible: "No lo podemos calcular.",
		TotalFor: visitas,
	}
}
