// Package cms reads the quarterly files that CMS publishes, exactly as
// published, and makes tables of rules/data out of them: trimmed to the codes
// of our code book, with a release record, a source record and a hash.
//
// The description of a code belongs to the AMA. It is passed over while a row
// is read: no value of this package ever holds it and no error shows it.
package cms
