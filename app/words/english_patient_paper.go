package words

import "fmt"

func englishPatientPaper() PatientPaper {
	return PatientPaper{
		Heading: "On paper", Intro: "If you pay on your own, the clinic must give you a good faith estimate. This sheet helps you and the clinic to fill one in. It also holds questions to ask.",
		Print: "Print the sheet", Show: "Show the sheet", Hide: "Hide the sheet",
		Title:     "Good Faith Estimate: worksheet",
		Worksheet: "This is a worksheet. It is not the legal form. The clinic gives you the estimate itself. We wrote the list of items from guides. We could not read the rule (45 CFR 149.610) itself.",
		Patient:   "The patient", Name: "Name", Born: "Date of birth",
		Clinic: "Who gives the care", ClinicName: "Name of the clinic or therapist", NPI: "NPI", TIN: "TIN", Place_: "State and place of care",
		Service: "The main service", ServiceText: "Therapy to move, work or speak better", FirstDate: "First visit",
		Items: "What to expect, one by one", Code: "Code", What: "Service", Units: "Units", Each: "Price for the visit", Diagnosis: "Diagnosis code",
		FirstVisit:  "First visit",
		LaterVisits: func(n int) string { return "Each of " + plural(n, "later visit", "later visits") },
		Total: func(visits, from, to string) string {
			return fmt.Sprintf("%s, %s to %s (at most 12 months)", visits, from, to)
		},
		Separate: "Booked on its own", SeparateText: "These need their own booking. You get an estimate of them if you ask:",
		MustKnow: "What you should know",
		Disclaimers: []string{
			"There may be other services that are not on this list. They would be on their own estimate.",
			"These are estimates. The bill may differ.",
			"If the bill is $400 or more above the estimate, you have the right to dispute it. You have 120 days from the date of the bill. Start at www.cms.gov/nosurprises.",
			"This is not a contract. You do not have to take these services.",
		},
		Dates:      "If you book 3 to 9 work days ahead, the estimate is due in 1 work day. If you book 10 or more ahead, or ask for one, it is due in 3.",
		AskHeading: "Questions to ask the clinic",
		Ask: []string{
			"Do you take my plan?", "What does my plan allow for a visit like mine?", "What is my part for each visit?",
			"Do I need an OK from my plan or a doctor first?", "Does my plan limit the number of visits?",
			"What is your cash price? Is there a lower one if I pay at once?", "Who gives the care, and is it billed in another way?",
			"What costs extra: braces, tests, missed visits?", "Can I go less often and do more at home?",
		},
		Blank: "blank to fill in", NoPrice: "Price: ask the clinic",
	}
}

func englishPatientShare() PatientShare {
	return PatientShare{
		Heading: "Share or keep this", Intro: "The link holds your answers. They stand after the # sign, which is never sent to any website. Who has the link can read them.",
		Make: "Make the link", Link: "The link", Copy: "Copy the link", Copied: "Copied.",
		Holds: "The link holds:", HoldsNot: "It holds no name and no date of birth.",
		QR:    "The same link as a picture for the camera of a phone",
		Lines: func(n int) string { return plural(n, "service of a visit", "services of a visit") },
		Bad:   "This link is damaged. Please start anew.", Old: "This link was made by another version of the page. Please start anew.",
	}
}
