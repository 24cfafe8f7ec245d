import QueryCore
import ResultTables
import TextCanvas

/// One view of the dashboard: a value with all a person did in it, so that coming back finds it as it was.
///
/// It reads the facts, changes itself, and asks the dashboard for everything else by requests; it knows neither the stack it
/// lies on nor what lies on it beside. A new view is a folder with one of these, its type in `KeyTables.views`, and a view
/// that opens it.
protocol DashboardView: Hashable, Sendable {
  /// What its keys do: its own commands alone.
  associatedtype Command: Hashable & Sendable

  /// Whether it lies over the view a person looks at, as a prompt does and help: that one goes on speaking in title and message.
  static var isOverlay: Bool { get }
  /// All its key tables; a view that looks closer at what it shows has one for each depth.
  static var keyTables: [KeyTable<Command>] { get }
  /// The keys that work now.
  var keys: KeyTable<Command> { get }

  /// What the title line says of it.
  func title(_ facts: Facts) -> ViewTitle
  /// What the title line says in place of freshness, pace and budget; nil where it says these.
  func status(_ facts: Facts) -> ViewStatus?
  /// What the footer leaves out, and what it offers before all else, as things are now.
  func footer(_ facts: Facts) -> FooterChoice
  /// What it has to say in the message line.
  func message(_ facts: Facts) -> ViewMessage
  /// Does what a key asks for.
  mutating func perform(_ command: Command, _ facts: Facts) -> [ViewRequest]
  /// Handles what happened to it.
  ///
  /// - Returns: nil where that means nothing to it, and the dashboard does what it does by default.
  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]?
  /// Brings cursors and offsets back in line with the facts, after whatever happened.
  ///
  /// - Returns: what has to be fetched for what is in view now.
  mutating func reconcile(with facts: Facts) -> [ViewRequest]
  /// Draws it.
  func draw(_ facts: Facts, on frame: inout Frame, in rect: Rect)
}

extension DashboardView {
  static var isOverlay: Bool { false }
  var keys: KeyTable<Command> { Self.keyTables[0] }
  func status(_ facts: Facts) -> ViewStatus? { nil }
  func footer(_ facts: Facts) -> FooterChoice { FooterChoice() }
  func message(_ facts: Facts) -> ViewMessage { ViewMessage() }
  mutating func receive(_ event: ViewEvent, _ facts: Facts) -> [ViewRequest]? { nil }
  mutating func reconcile(with facts: Facts) -> [ViewRequest] { [] }

  /// All its key tables, as help and documentation show them.
  static var sections: [KeySection] { keyTables.map(\.section) }

  /// The keys that work now.
  var keyLines: [KeyLine] { keys.lines }

  /// The heading of the keys that work now.
  var sectionTitle: String { keys.title }

  /// Does what a key asks for: text and the like first, then the key table.
  mutating func press(_ key: KeyPress, _ facts: Facts) -> [ViewRequest] {
    if let requests = receive(.key(key), facts) { return requests }
    let keymap = facts.options.keymap
    guard let binding = keys.binding(of: key, keymap) ?? keys.binding(of: key.plain, keymap) else {
      guard !keys.isTyping else { return [] }
      let help = facts.options.keyName("app.help")
      return [.say(Notice("\(key.name) does nothing here; \(help) shows the keys", .aside))]
    }
    return run(binding, facts)
  }

  /// Does what the key of a binding asks for, whether it has one or not.
  mutating func run(_ name: String, _ facts: Facts) -> [ViewRequest] {
    keys.binding(named: name).map { run($0, facts) } ?? []
  }

  /// The key of a binding here; nil where it has none.
  func key(of name: String, _ facts: Facts) -> KeyPress? {
    keys.binding(named: name).flatMap { facts.options.keymap.keys(of: $0.line).first }
  }

  private mutating func run(_ binding: Binding<Command>, _ facts: Facts) -> [ViewRequest] {
    if facts.options.isReadOnly, binding.line.isAction {
      return [.say(Notice("nothing is run again or cancelled here: querytop is read-only"))]
    }
    if facts.isPast, binding.line.isAction {
      let key = facts.options.keyName("app.pause")
      return [
        .say(Notice("what is shown is past: \(key) goes back to now, where things can be done"))
      ]
    }
    switch binding.act {
    case .view(let command): return perform(command, facts)
    case .app(let command): return [.app(command)]
    }
  }

  /// Whether another view is the same value of the same type.
  func isEqual(to other: any DashboardView) -> Bool { other as? Self == self }
}

/// What happens to a view beside its own commands.
enum ViewEvent: Hashable, Sendable {
  /// A key was pressed; sent before the view's table is asked.
  case key(KeyPress)
  case mouse(MouseEvent)
  /// Text was pasted: it presses no key, and only a line being typed takes it.
  case pasted(PastedText)
  /// Esc: the view first undoes what narrows it, or stops what is under way.
  case back
  /// `q`: the view first closes what it shows in place of itself.
  case leave
  /// Something was typed into the prompt this view opened.
  case prompt(Prompt.Purpose, Prompt.Event)
  /// Something became of a command about a batch.
  case action(Target, ActionEvent)
  /// The view that lay over this one, `back`, was left for the queries of a cause.
  case causeChosen(CauseKey, back: AnyView)
  /// The view that lay over this one was left for the rows with a value.
  case valueChosen(ValueFilter)
  /// Something was chosen from the list of columns this view opened.
  case columns(ColumnChoice.Event)
  /// Something became of a command about a target's rows.
  case results(Target, ResultEvent)
  /// The view opened from this one has gone on to the row with this identity: the cursor goes along, so that
  /// coming back finds it there.
  case select(String)
  /// The view is about to be taken off the stack.
  case closing
}

/// Which keys are offered, by the names of their bindings, where that changes with what can be done.
struct FooterChoice: Hashable, Sendable {
  /// What a person most likely wants now, in this order.
  var first: [String] = []
  /// What there is nothing to do with now; the keys go on working and say so.
  var without: Set<String> = []
  /// Whether the key that goes back stops what is under way first.
  var offersStop = false
}

/// Where a view stands among the others, for the title line.
struct ViewTitle: Hashable, Sendable {
  /// Whose freshness, pace and budget the title line shows.
  enum Subject: Hashable, Sendable {
    case all
    case target(Target)
  }

  /// Its name in the breadcrumb; nil keeps it out of there.
  var name: String?
  /// nil for an overlay.
  var subject: Subject?
  /// What stands behind the name of the view in sight, most wanted first.
  var parts: [TitlePart] = []

  init(_ name: String?, _ subject: Subject?) {
    self.name = name
    self.subject = subject
  }
}

/// A piece of what the title line says of a view beside its name.
struct TitlePart: Hashable, Sendable {
  let full: StyledLine
  /// For where not all parts fit whole.
  let short: StyledLine
}

/// What a view has to say in the message line; the first there is comes on screen.
struct ViewMessage: Hashable, Sendable {
  /// What is under way.
  var progress: StyledLine?
  /// What went wrong, in a sentence.
  var problem: String?
  /// What there is to know of what is under the cursor, in a sentence.
  var explanation: String?
  /// What narrows the view, where there is nothing more urgent.
  var hint: StyledLine?
  /// Goes on in a line of its own, where the hint's is too narrow for it.
  var hintBelow: StyledLine?
  /// What stands behind the text typed into a prompt of this view's.
  var promptNote: Prompt.Note?
  /// The least lines kept for it, so that the panels stay where they are while what is said changes.
  var lines = 1
}

/// Something said once, in the message line: it stands there until the next key.
struct Notice: Hashable, Sendable {
  enum Weight: Hashable, Sendable {
    /// What was asked for is done or under way.
    case news
    /// Something was put in a file: a picture of the screen leaves it out.
    case receipt
    /// Something went wrong.
    case trouble
    /// Nothing was done.
    case aside
  }

  let text: String
  let weight: Weight

  init(_ text: String, _ weight: Weight = .news) {
    self.text = text
    self.weight = weight
  }

  init(_ text: String, isTrouble: Bool) {
    self.init(text, isTrouble ? .trouble : .news)
  }
}
