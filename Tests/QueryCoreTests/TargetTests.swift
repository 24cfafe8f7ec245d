import QueryCore
import Testing

struct TargetTests {
  @Test(arguments: [
    "supermetrics:batch/qrb_3feb5ff5c71e", "supermetrics:query/abc123", "toolkit:job/job_abc001",
    "polytomic:query/248df4b7-aa70-47b8-a036-33ac447e668d",
  ])
  func `a target reads back as it was written`(text: String) throws {
    #expect(try Target(parsing: text).description == text)
  }

  @Test(arguments: ["", "qrb_1", "supermetrics", "supermetrics:batch", "batch/qrb_1", ":"])
  func `a text without source, kind and id is not a target`(text: String) {
    #expect(throws: TargetError.notATarget(text)) { try Target(parsing: text) }
  }

  @Test func `a kind outside the three is named in the error`() {
    #expect(throws: TargetError.unknownKind("Batch")) { try Target(parsing: "a:Batch/b") }
  }

  @Test(arguments: ["", "a/b", "../x", "a b", "é", "a%2F", "a\u{0}", "a?b", "a\n"])
  func `an id that could leave its place in a URL is refused`(id: String) {
    #expect(throws: TargetError.badID(id)) { try Target(source: "a", kind: .batch, id: id) }
  }

  @Test(arguments: ["", "a.b", "a/b", "a b"])
  func `a source name of other letters is refused`(source: String) {
    #expect(throws: TargetError.badSource(source)) {
      try Target(source: source, kind: .batch, id: "b")
    }
  }

  @Test(arguments: [(64, true), (65, false)])
  func `an id is as long as the longest contract allows`(length: Int, isGood: Bool) {
    let target = try? Target(
      source: "a", kind: .query, id: String(repeating: "x", count: length))
    #expect((target != nil) == isGood)
  }

  @Test func `an error says what to write instead`() {
    #expect(TargetError.unknownKind("batches").description.contains("use batch, query or job"))
  }
}
