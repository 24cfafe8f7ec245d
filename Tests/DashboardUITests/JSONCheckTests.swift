import Testing

@testable import DashboardUI

@Suite("What is JSON") struct JSONCheckTests {
  @Test(arguments: [
    "{}", "[]", "null", " true ", "-0.5e+10", "0", #"{"a":[1,{"b":"\u00e9\n"}],"c":null}"#,
    #"["é",{},[]]"#,
  ])
  func `is taken for it`(text: String) {
    #expect(JSONCheck.isJSON(Array(text.utf8)))
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1 2]", "01", "+1", "1.", ".5", "1e", "tru",
    "\"a", #""\x""#, #""\u12g4""#, "{a:1}", "[]]", "{]", "[}", "null null", "\"\t\"", "<html>",
  ])
  func `is not`(text: String) {
    #expect(!JSONCheck.isJSON(Array(text.utf8)))
  }

  @Test func `a value too deep to read is not, and ends soon`() {
    let deep = Array(String(repeating: "[", count: 200_000).utf8)
    #expect(!JSONCheck.isJSON(deep))
  }
}
