import FoundationEssentials
import QueryCore
import TextCanvas

/// What a person has to do with a target, the most urgent first: the order of the targets view and the counts in its title.
enum TargetStanding: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// It goes no further, or cannot be told, until a person has done something about it.
  case needsYou
  /// It ended and did not succeed.
  case failed
  case running
  /// It has not begun, or has not been heard of yet.
  case waiting
  case done

  static func < (left: TargetStanding, right: TargetStanding) -> Bool {
    left.rawValue < right.rawValue
  }

  /// - Parameter now: problems that may pass become a person's by their age.
  init(_ target: TargetSnapshot, at now: Date) {
    if TargetNeed(target, at: now) != nil {
      self = .needsYou
      return
    }
    switch target.state {
    case .failed, .stopped, .gone: self = .failed
    case .running: self = .running
    case .waiting, .unsupported, .unknown: self = .waiting
    case .succeeded: self = .done
    }
  }
}

extension TargetStanding {
  /// The sign of the standing; of the row itself its state's own where that says more.
  func glyph(_ glyphs: GlyphSet) -> SafeText {
    switch self {
    case .needsYou: glyphs.alert
    case .failed: glyphs.glyph(.failed)
    case .running: glyphs.glyph(.running)
    case .waiting: glyphs.glyph(.waiting)
    case .done: glyphs.glyph(.succeeded)
    }
  }

  var role: Role {
    switch self {
    case .needsYou: .warning
    case .failed: .failed
    case .running: .running
    case .waiting: .waiting
    case .done: .succeeded
    }
  }
}
