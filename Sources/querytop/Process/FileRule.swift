import Glibc

/// Which files are believed, as the table of Files.md has it: who may own one, and what others may do with it.
///
/// A pure rule over what the system says of an open file: mounts bring files that nobody in a container can mend.
nonisolated struct FileRule: Hashable {
  /// What a file is read for.
  enum Use: Hashable, CaseIterable {
    /// A key: others should not read it.
    case credential
    /// A configuration: a command in it is run, a base URL in it is sent a key.
    case configuration
    /// A theme: it can neither run anything nor send a key anywhere.
    case theme
    /// What querytop itself remembers.
    case state
  }

  let use: Use
  /// The file's owner.
  let owner: uid_t
  /// The file's mode; its permission bits count.
  let mode: mode_t
  /// Who asks: the effective user.
  let user: uid_t
  /// Whether the file system it stands on was mounted read-only.
  let isReadOnly: Bool

  /// How a file stands that is believed.
  enum Standing: Hashable {
    case sound
    /// Others can read a key, and nobody here can change that: told by `doctor`.
    case readableByOthers
  }

  /// Whether who asks could change the file's mode.
  private var isMendable: Bool { owner == user && !isReadOnly }

  /// - Throws: why it is not believed.
  func standing() throws(FileProblem) -> Standing {
    guard mayBeOwned else { throw .foreign(owner: owner) }
    let bits = mode & 0o777
    guard bits & 0o022 == 0 else { throw .looseMode(bits, isMendable: isMendable) }
    guard use == .credential, bits & 0o077 != 0 else { return .sound }
    guard !isMendable else { throw .looseMode(bits, isMendable: true) }
    return .readableByOthers
  }

  private var mayBeOwned: Bool {
    if owner == user { return true }
    switch use {
    case .state: return false
    case .configuration: return owner == 0
    case .credential, .theme: return owner == 0 || user == 0
    }
  }
}
