import Testing

@testable import DashboardUI

@Suite("Letters found in words") struct FuzzyMatchTests {
  private func places(_ typed: String, in text: String) -> [Int]? {
    FuzzyMatch(typed, in: text)?.places
  }

  @Test func `are found in their order, others between them`() {
    #expect(places("sfq", in: "show failed queries") == [0, 5, 12])
    #expect(places("qfs", in: "show failed queries") == nil)
  }

  @Test func `are found in any case`() {
    #expect(places("CSV", in: "ids, csv or JSON") == [5, 6, 7])
    #expect(places("json", in: "ids, CSV or JSON") == [12, 13, 14, 15])
  }

  @Test func `are looked for where they stand side by side, not where they come first`() {
    #expect(places("fail", in: "find all ill: failed") == [14, 15, 16, 17])
  }

  @Test func `go on in another word at its start alone`() {
    #expect(places("sfaq", in: "show failed queries") == [0, 5, 6, 12])
    #expect(places("sfe", in: "show failed queries") == [0, 5, 9])
    #expect(places("exit", in: "leave the next terminal: it selects text") == nil)
    #expect(places("hoq", in: "show failed queries") == nil)
    #expect(places("how", in: "show failed queries") == [1, 2, 3])
  }

  @Test func `count more at the start of a word than within one`() throws {
    let start = try #require(FuzzyMatch("sort", in: "sort by the next column"))
    let within = try #require(FuzzyMatch("sort", in: "resort to the next column"))
    #expect(start.score > within.score)
  }

  @Test func `count less the farther they stand apart`() throws {
    let near = try #require(FuzzyMatch("ab", in: "xaxb"))
    let far = try #require(FuzzyMatch("ab", in: "xaxxxxxb"))
    #expect(near.score > far.score)
  }

  @Test(arguments: ["", "abcd", "é"]) func `are not found where they do not stand`(typed: String) {
    #expect(FuzzyMatch(typed, in: "abc") == nil)
  }

  @Test func `of the same letter are told apart`() {
    #expect(places("aaa", in: "banana") == [1, 3, 5])
    #expect(places("aaaa", in: "banana") == nil)
  }
}
