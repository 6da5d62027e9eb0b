package words

// spanishNames are plain names of codes. A code that is not here shows its
// number alone: the rule book's names are English.
func spanishNames() map[string]string {
	return map[string]string{
		"97530": "práctica de tareas diarias", "97110": "ejercicio", "97112": "equilibrio y control del cuerpo", "97140": "terapia con las manos",
		"97116": "práctica de caminar", "97535": "cuidado propio en casa", "92507": "terapia del habla", "97162": "primera revisión, física",
		"97166": "primera revisión, ocupacional", "97150": "terapia en grupo", "97035": "ultrasonido", "G0283": "terapia eléctrica",
	}
}

// spanishRules are the sentences of the rules.
func spanishRules() map[string]string {
	return map[string]string{
		"minutes": "Los minutos de cada servicio. Una unidad son 15 minutos.", "timed-minutes": "Se suman los minutos de todos los servicios del día que van por tiempo.",
		"units-total-time": "De 8 a 22 minutos es una unidad. Cada 15 minutos más es otra unidad.",
		"units-per-code":   "Cada servicio se cuenta por su lado. Con 8 minutos hay una unidad.",
		"units-own":        "Cada servicio recibe una unidad por cada 15 minutos enteros.", "units-leftover": "Lo que sobra va al servicio con más minutos.",
		"units-next": "La otra unidad empieza 8 minutos después.", "units-untimed": "Este servicio es una unidad, dure lo que dure.",
		"gpci": "Medicare sube o baja cada parte del precio según el lugar.", "gpci-national": "No dio un lugar. Por eso nada sube ni baja.",
		"rvu":     "Medicare da puntos a cada servicio por el trabajo, el costo de la clínica y el riesgo.",
		"fee":     "Los puntos por el número del lugar, por los dólares de un punto. Se redondea una vez, al centavo.",
		"mppr":    "La unidad con el costo de clínica más alto se paga completa. De las otras unidades del día, Medicare cuenta la mitad de ese costo.",
		"allowed": "Se suman las unidades. Es lo más que la clínica puede cobrar con su plan.",
		"charge":  "Lo que cobra la clínica.", "kx-threshold": "Medicare tiene un límite anual para terapia. Si lo pasa, su terapeuta debe decir que la necesita.",
		"kx-threshold-pt-slp": "El límite anual para terapia física y del habla.", "kx-threshold-ot": "El límite anual para terapia ocupacional.",
		"review-threshold": "Desde aquí Medicare puede mirar las notas.", "conversion-factor": "Los dólares por un punto. Medicare los fija cada año.",
		"conversion-factor-qp": "Los dólares por un punto en unas clínicas.", "mppr-pe-factor": "Las otras unidades llevan la mitad del costo de la clínica.",
		"first-unit-minimum": "La primera unidad pide 8 minutos.", "minutes-per-unit": "Una unidad son 15 minutos.",
		"part-b-coinsurance": "Medicare paga 80 por ciento. Usted paga 20.", "part-b-deductible": "Lo que usted paga cada año antes de que pague Medicare.",
		"deductible": "Primero usted paga lo que falta del deducible.", "coinsurance": "Después del deducible usted paga 20 por ciento. Se redondea en cada servicio.",
		"medicare-part": "Medicare paga lo demás.", "sequestration": "Una ley guarda 2 por ciento de lo que paga Medicare. Usted no lo paga.",
		"supplement": "Su otro plan paga su parte.", "patient-share": "Usted debe el deducible y su 20 por ciento, menos lo que paga el otro plan.",
		"total": "Se suman todas las partes.", "provider-receives": "Lo que recibe la clínica de todos.", "nothing": "Aquí no se debe nada.",
		"percent-of-medicare": "El precio es un por ciento del precio de Medicare. Cada unidad se redondea.", "rate": "El precio por unidad.",
		"per-visit": "El precio por visita. Se reparte entre los servicios.", "self-pay": "Sin seguro usted paga el precio de la clínica.",
		"plan-share":    "Primero paga el deducible, luego el copago, luego su parte de lo que queda.",
		"out-of-pocket": "Cuando llega a lo más que paga en un año, el plan paga lo demás.", "spread": "La cantidad de la visita se reparte entre los servicios, sin perder centavos.",
		"beyond-allowed": "Su plan no paga nada por esto. Usted debe el precio de la clínica.", "write-off": "La clínica no cobra esta parte.",
	}
}

// spanishSteps are the names of steps.
func spanishSteps() map[string]string {
	steps := spanishMoneySteps()
	for name, text := range map[string]string{
		"MP × GPCI": "puntos de riesgo según el lugar", "PE × GPCI": "puntos de clínica según el lugar", "work × GPCI": "puntos de trabajo según el lugar",
		"adjusted RVUs": "todos los puntos", "full unit": "unidad completa", "in dollars": "en dólares", "MP GPCI": "número del lugar, riesgo", "PE GPCI": "número del lugar, clínica",
		"work GPCI": "número del lugar, trabajo", "MP RVU": "puntos de riesgo", "PE RVU (non-facility)": "puntos de clínica", "PE RVU (facility)": "puntos de clínica", "work RVU": "puntos de trabajo",
		"PE after MPPR": "la mitad de los puntos de clínica", "later unit (MPPR)": "otra unidad, reducida", "MPPR: part of the PE that later units keep": "parte que llevan las otras unidades",
		"conversion factor": "dólares por un punto", "conversion factor for qualifying participants": "dólares por un punto",
		"minutes": "minutos", "total timed minutes": "minutos en total", "fewest minutes of a first timed unit": "minutos de la primera unidad", "minutes of one timed unit": "minutos de una unidad",
		"units": "unidades", "units of all timed minutes": "unidades en total", "units as entered": "unidades", "one unit": "una unidad", "no unit": "ninguna unidad", "nothing": "nada",
		"units of all codes, each alone": "unidades, cada servicio por su lado", "units of this code alone": "unidades de este servicio", "full units of its own": "unidades enteras",
		"minutes in full units": "minutos en unidades enteras", "leftover minutes": "minutos que sobran", "minutes to the next unit": "minutos hasta la otra unidad",
		"minutes where the next unit begins": "donde empieza la otra unidad", "minutes to the next unit of any code": "minutos hasta la otra unidad",
		"unit for leftover minutes": "unidad por lo que sobra", "units left to give": "unidades que quedan", "leftover minutes that still get a unit": "lo que sobra y da una unidad",
		"chosen among equal leftovers (the clinician may choose otherwise)": "escogido entre iguales",
		"KX threshold for PT and SLP together":                              "límite anual, terapia física y del habla", "KX threshold for OT": "límite anual, terapia ocupacional",
		"left until the threshold": "falta para el límite anual", "threshold less what is used": "límite menos lo usado", "used this year before the visit": "usado este año antes de la visita",
		"used toward the threshold after this line": "usado después de este servicio", "targeted medical review threshold": "marca de revisión",
	} {
		steps[name] = text
	}
	return steps
}

func spanishMoneySteps() map[string]string {
	return map[string]string{
		"fee of all units": "precio de todas las unidades", "allowed": "precio con su plan", "allowed for the visit": "precio de la visita",
		"deductible": "deducible", "coinsurance": "coseguro", "copay": "copago", "coinsurance before rounding": "coseguro antes de redondear",
		"deductible left after this line": "deducible que falta después de este servicio", "left of the deductible after the visit": "deducible que falta después de la visita",
		"left of this year's deductible before the visit":   "deducible que falta antes de la visita",
		"left of this year's deductible: assumed to be met": "deducible que falta: no contamos nada",
		"the patient owes": "usted paga", "the patient owes so far": "usted ha pagado hasta ahora", "the patient owes the charge": "usted debe el precio",
		"Medicare's part": "la parte de Medicare", "Medicare pays": "Medicare paga", "Part B coinsurance": "su 20 por ciento", "deductible and coinsurance": "deducible y su parte",
		"allowed after the deductible": "precio después del deducible", "allowed after deductible and copay": "precio después del deducible y el copago",
		"copay per visit": "copago", "cost sharing": "su parte", "cost sharing of this line": "su parte de este servicio", "the patient owes on this line": "usted paga por este servicio",
		"left until the out-of-pocket maximum": "falta para su máximo del año", "within the out-of-pocket maximum": "dentro de su máximo del año",
		"left until the out-of-pocket maximum after the visit": "falta para su máximo después de la visita",
		"out-of-pocket maximum still left":                     "lo que falta del máximo", "copay within the out-of-pocket maximum": "copago dentro de su máximo",
		"rate per unit": "precio de una unidad", "rate per visit": "precio de una visita", "rate as a part of Medicare's amount": "por ciento del precio de Medicare",
		"Medicare's amount": "precio de Medicare", "unit": "unidad", "before rounding": "antes de redondear",
		"part of this line": "parte de este servicio", "allowed that is left on this line": "lo que queda de este servicio",
		"part of the coinsurance that the supplement pays": "parte que paga su otro plan", "supplement's part of this line": "el otro plan, este servicio", "what the supplement pays for": "lo que paga el otro plan",
		"supplement's part of the coinsurance": "la parte del otro plan", "supplement's part of the coinsurance before rounding": "la parte del otro plan antes de redondear",
		"the supplement pays": "su otro plan paga", "supplement pays": "su otro plan paga", "plan pays": "el seguro paga", "the plan pays": "el seguro paga",
		"sequestration": "lo que guarda la ley", "sequestration before rounding": "lo que guarda la ley antes de redondear", "sequestration rate": "parte que guarda la ley",
		"charge": "precio", "charge per unit": "precio por unidad", "charged beyond the allowed amounts": "precio aparte",
	}
}
