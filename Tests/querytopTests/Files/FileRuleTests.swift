import Foundation
import Glibc
import Testing

@testable import querytop

/// The table of Files.md, by every owner, mode and mount there is.
struct FileRuleTests {
  /// How a file stands, or why it is refused, in a word.
  private enum Verdict: Hashable {
    case sound, warned, foreign, mend, leave
  }

  /// Asks as user 1000.
  private func verdict(
    _ use: FileRule.Use, owner: uid_t, _ mode: mode_t, as user: uid_t = 1000,
    isReadOnly: Bool = false
  ) -> Verdict {
    do throws(FileProblem) {
      let rule = FileRule(
        use: use, owner: owner, mode: mode | S_IFREG, user: user, isReadOnly: isReadOnly)
      return try rule.standing() == .sound ? .sound : .warned
    } catch {
      switch error {
      case .foreign: return .foreign
      case .looseMode(_, let isMendable): return isMendable ? .mend : .leave
      default: return .foreign
      }
    }
  }

  @Test
  func `a key that others can read is refused where it can be mended, else taken with a warning`() {
    for mode in [0o644, 0o444, 0o640, 0o440, 0o604] as [mode_t] {
      #expect(verdict(.credential, owner: 1000, mode) == .mend)
      #expect(verdict(.credential, owner: 1000, mode, isReadOnly: true) == .warned)
      #expect(verdict(.credential, owner: 0, mode) == .warned)
      #expect(verdict(.credential, owner: 0, mode, isReadOnly: true) == .warned)
      #expect(verdict(.credential, owner: 0, mode, as: 0) == .mend)
      #expect(verdict(.credential, owner: 0, mode, as: 0, isReadOnly: true) == .warned)
      #expect(verdict(.credential, owner: 1000, mode, as: 0) == .warned)
    }
    for mode in [0o600, 0o400] as [mode_t] {
      #expect(verdict(.credential, owner: 1000, mode) == .sound)
      #expect(verdict(.credential, owner: 1000, mode, as: 0) == .sound)
    }
  }

  @Test func `nothing that group or others may write is believed, on no mount and whoever owns it`()
  {
    for use in FileRule.Use.allCases {
      for bits in 1...0o777 as ClosedRange<mode_t> where bits & 0o022 != 0 {
        #expect(verdict(use, owner: 1000, bits) == .mend)
        #expect(verdict(use, owner: 1000, bits, isReadOnly: true) == .leave)
        for isReadOnly in [false, true] {
          let root = verdict(use, owner: 0, bits, isReadOnly: isReadOnly)
          #expect(root == (use == .state ? .foreign : .leave))
        }
      }
    }
  }

  @Test func `another user's file is taken by root alone, and only where it can run nothing`() {
    for isReadOnly in [false, true] {
      for mode in [0o400, 0o600, 0o644, 0o444] as [mode_t] {
        for use in FileRule.Use.allCases {
          #expect(verdict(use, owner: 1001, mode, isReadOnly: isReadOnly) == .foreign)
        }
        for use in [FileRule.Use.configuration, .state] {
          #expect(verdict(use, owner: 1001, mode, as: 0, isReadOnly: isReadOnly) == .foreign)
        }
        #expect(verdict(.theme, owner: 1001, mode, as: 0, isReadOnly: isReadOnly) == .sound)
        #expect(verdict(.credential, owner: 1001, mode, as: 0) != .foreign)
      }
    }
    // A user namespace shows owners it does not know as 65534: nobody is root there.
    #expect(verdict(.configuration, owner: 65_534, 0o444, isReadOnly: true) == .foreign)
  }

  @Test func `root's configuration and themes are everybody's, read by all`() {
    for mode in [0o444, 0o644, 0o640, 0o600, 0o755] as [mode_t] {
      for use in [FileRule.Use.configuration, .theme] {
        #expect(verdict(use, owner: 0, mode) == .sound)
        #expect(verdict(use, owner: 1000, mode) == .sound)
      }
    }
  }

  @Test(arguments: [
    (FileProblem.looseMode(0o644, isMendable: true), FileRule.Use.credential, "chmod 600 /k/key"),
    (.looseMode(0o664, isMendable: true), .configuration, "chmod go-w /k/key"),
    (.looseMode(0o664, isMendable: false), .credential, "credential: {command: [cat, /k/key]}"),
    (.looseMode(0o664, isMendable: false), .configuration, "let QUERYTOP_CONFIG name the copy"),
    (.foreign(owner: 7), .credential, "credential: {command: [cat, /k/key]}"),
    (.foreign(owner: 7), .configuration, "copy it, and let QUERYTOP_CONFIG name the copy"),
    (.foreign(owner: 7), .theme, "make a copy of your own"),
    (.unreadable(EACCES), .credential, "give it to that user"),
  ])
  func `a refusal names a way out that works there`(
    problem: FileProblem, use: FileRule.Use, words: String
  ) {
    let reason = problem.reason("/k/key", for: use)
    #expect(reason.contains(words), "\(reason)")
  }

  @Test func `a path that is no plain word is quoted in the line to paste`() {
    let reason = FileProblem.foreign(owner: 7).reason("/k/it's, here", for: .credential)
    #expect(reason.contains("[cat, '/k/it''s, here']"))
  }

  @Test(arguments: [0o644, 0o444, 0o640] as [mode_t])
  func `another user's file of these modes is taken by who may mend nothing`(mode: mode_t) throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("key", "file-key-1", mode: mode)
    guard geteuid() == 0 else { return }
    chown(path, 1001, 1001)
    #expect(try PrivateFile.standing(of: path, for: .credential) == .readableByOthers)
    #expect(throws: FileProblem.foreign(owner: 1001)) {
      try PrivateFile.standing(of: path, for: .configuration)
    }
  }
}
