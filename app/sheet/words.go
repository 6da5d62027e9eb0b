package sheet

import "strings"

// What a label may say, and what gives a patient away: lists, so that a word is
// added without a new rule. Words are in lower case, in English and Spanish.

// placeWords are rooms, places and equipment. A number next to one is
// the number of the place, not a date.
var placeWords = wordSet(`
 rm room bed bay gym slot home desk chair table row seat stall
 pod unit bike suite wing icu picu nicu grp group plinth zone floor level station stn booth cube bars tilt ramp stairs rower nustep lobby office exam rehab
 hab cuarto cama camilla piso silla gimnasio consulta`)

// plainWords are the other words that a label may hold: times, kinds of visits,
// parts of the body, diagnoses and operations, none of them a common name. Any
// other run of two letters or more could be one (Le, Kim, Ann), and so could
// its start.
var plainWords = wordSet(`
 am pm re no nr st nd rd th lt rt pt ot slp
 visit eval reeval new last first next late noon left right test demo
 mon tue tues wed thu thur fri sat lun mie jue vie sab
 knee hip back neck foot ankle wrist elbow shoulder spine thumb lumbar hands gait balance
 rodilla cadera hombro espalda cuello tobillo codo
 acl pcl mcl lcl tka tkr thr uka rtc orif bka cva tbi sci lbp tmj copd chf bppv`)

// alsoNames are places, colors and operations that are names of people too.
// They are taken with the number of a room, from 1 to mostRoom, and nothing
// else: a number above it is a year of birth.
var alsoNames = wordSet(`mat pool hall west east north south blue red yellow purple teal sala mesa tha`)

const mostRoom = 39

// recordWords say that the number behind them is the number of a record, of an
// account or of a member.
var recordWords = wordSet(`mrn chart acct account record member policy medicaid mbi exp expediente historia cuenta poliza`)

// months are the names of months and their short forms.
var months = wordSet(`
 jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov november dec december
 ene enero febrero marzo abr abril mayo junio julio ago agosto septiembre octubre noviembre dic diciembre`)

// dateWords may part a day from its month.
var dateWords = wordSet(`of the st nd rd th de del`)

// slotMinutes are the minutes past the hour at which a visit begins; four
// digits with others, such as 0412, are a birthday.
var slotMinutes = wordSet(`00 10 15 20 30 40 45 50`)

// eveningTimes are times of the day that read as years in which hardly any
// patient was born.
var eveningTimes = wordSet(`1900 1930`)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
