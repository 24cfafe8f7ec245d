package import QueryCore
import ResultTables
import TextCanvas

/// What a view asks of the dashboard.
enum ViewRequest: Sendable {
  /// Open a view over this one.
  case open(any DashboardView)
  /// Open the view of a target over this one.
  case openTarget(Target)
  /// Take this view off the stack.
  case close
  /// Open a prompt; answered by `ViewEvent.prompt`.
  ///
  /// Replaces a prompt that is open.
  case ask(Prompt)
  /// Pass what was typed to the view that opened the prompt.
  case answer(Prompt.Purpose, Prompt.Event)
  /// Move the cursor of the view beneath to the row with this identity: this view has gone on to it.
  case select(String)
  /// Have the view a person then looks at show the queries of a cause; leaving these opens `back` again.
  case chooseCause(CauseKey, back: AnyView)
  /// Have the view a person then looks at show just the rows with a value.
  case chooseValue(ValueFilter)
  /// Open the list of columns; answered by `ViewEvent.columns`.
  ///
  /// Replaces the one that is open, the cursor where it was.
  case choose(ColumnChoice)
  /// Hide these columns of a list and no others.
  case hideColumns(of: String, Set<String>)
  /// Pass what was chosen to the view that opened the list of columns.
  case chosen(ColumnChoice.Event)
  /// Press a key again, in the view that is then on top.
  case press(KeyPress)
  /// Do in the view that is then on top what the key of this binding does.
  case run(String)
  case say(Notice)
  /// What a key of the dashboard's asks for.
  case app(AppCommand)
  /// Save rows in a file; goes on when the view is closed.
  case startExport(ExportJob)
  /// Draw with this theme from now on.
  case keepTheme(String)
  case stopExport
  case effect(Effect)
}

/// What the dashboard asks of the world; carried out by the event loop.
package enum Effect: Hashable, Sendable {
  case quit
  /// Poll every living target now, whatever the pace says.
  case pollNow
  /// Watch this single query for as long as its view is open; nil ends it.
  case inspect(Target?)
  /// Give the terminal back and stop, as ^Z does.
  case suspend
  /// Take the mouse, or leave it to the terminal.
  case useMouse(Bool)
  /// End as the terminal's interrupt key has it, with all that runs in its foreground.
  case interrupt
  /// Paint the whole screen anew, whatever is on it.
  case redraw
  /// Say what the way to the terminal carries.
  case measureLink
  /// Something to do with the rows of a target; answered by `Message.resultEvent`.
  case results(Target, ResultCommand)
  /// Something to be done about a batch, or planned; answered by `Message.actionEvent`.
  case action(Target, ActionCommand)
  /// Draw with this theme, until it is kept or another is previewed.
  case previewTheme(String)
  /// Draw with this theme, and remember it for the next time.
  case keepTheme(String)
  /// Put a text into the person's clipboard.
  case copy(String)
  /// Put a list in a file; answered by `Message.saveEnded`.
  case save(ListSave)
  /// Put a picture of the screen in a file; answered by `Message.saveEnded`.
  case saveScreen(ScreenSave)
}
