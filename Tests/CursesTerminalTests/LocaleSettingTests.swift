import CursesTerminal
import Testing

struct LocaleSettingTests {
  @Test(arguments: [
    (["LC_ALL": "C", "LC_CTYPE": "C.UTF-8", "LANG": "C.UTF-8"], "LC_ALL is C, which is not UTF-8"),
    (["LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "C.UTF-8"], "LC_CTYPE is POSIX, which is not"),
    (["LANG": "de_DE.ISO-8859-1"], "LANG is de_DE.ISO-8859-1, which is not UTF-8"),
    (["LANG": "de_DE"], "LANG is de_DE, which is not UTF-8"),
    (["LC_ALL": "xx_XX.utf8"], "LC_ALL is xx_XX.utf8, a locale this machine does not have"),
    ([:], "none of LC_ALL, LC_CTYPE and LANG is set: export LANG=C.UTF-8"),
  ])
  func `the variable that decides is named, with what to do`(
    environment: [String: String], words: String
  ) {
    let setting = LocaleSetting(environment: environment)
    #expect(setting.advice.hasPrefix(words), "\(setting.advice)")
    #expect(setting.advice.hasSuffix("or add --utf8"))
    if let variable = setting.variable {
      #expect(setting.advice.contains("export \(variable)=C.UTF-8"))
    }
  }
}
