import Testing
import TextCanvas

@testable import DashboardUI

@Suite("The list of themes") struct ThemesViewTests {
  private var dashboard: Dashboard {
    var dashboard = Dashboard.watching()
    dashboard.offer(
      ThemeOptions(
        list: [
          .init(name: "default", note: "by the terminal"), .init(name: "dracula", note: "dark"),
          .init(name: "light", note: "light"),
        ], current: "dracula"))
    return dashboard
  }

  @Test func `opens on the theme in use, and asks for nothing`() {
    var dashboard = dashboard
    #expect(dashboard.apply(.keyPressed("t")) == [])
    let lines = dashboard.frame().lines
    #expect(lines.contains { $0.contains("● dracula") && $0.contains("dark") })
    #expect((dashboard.top as? ThemesView)?.list.index == 1)
  }

  @Test func `shows a theme as the cursor comes to it`() {
    var dashboard = dashboard
    dashboard.press("t")
    #expect(dashboard.apply(.keyPressed(.down)) == [.previewTheme("light")])
    #expect(dashboard.apply(.keyPressed(.down)) == [], "there is no further one")
    #expect(dashboard.apply(.keyPressed("k")) == [.previewTheme("dracula")])
  }

  @Test func `keeps the theme by Enter`() {
    var dashboard = dashboard
    dashboard.press("tj")
    #expect(dashboard.apply(.keyPressed(.enter)) == [.keepTheme("light")])
    #expect(dashboard.top is BatchView)
    dashboard.press("t")
    #expect(dashboard.frame().lines.contains { $0.contains("● light") })
  }

  @Test(arguments: [KeyPress.escape, "q", "t"])
  func `brings the theme that was back by any other way out`(key: KeyPress) {
    var dashboard = dashboard
    dashboard.press("tj")
    #expect(dashboard.apply(.keyPressed(key)) == [.previewTheme("dracula")])
    #expect(dashboard.top is BatchView)
  }

  @Test func `that was not moved in is left without a word`() {
    var dashboard = dashboard
    dashboard.press("t")
    #expect(dashboard.apply(.keyPressed(.escape)) == [])
  }

  @Test func `is used by the mouse: a press shows, a second one keeps`() {
    var dashboard = dashboard
    dashboard.press("t")
    #expect(dashboard.apply(.mouseUsed(.pressed(x: 4, y: 2))) == [.previewTheme("default")])
    #expect(dashboard.apply(.mouseUsed(.doublePressed(x: 4, y: 2))) == [.keepTheme("default")])
  }

  @Test func `is drawn at every size`() {
    for (columns, rows) in [(1, 1), (5, 3), (20, 5), (40, 20), (200, 60)] {
      var dashboard = dashboard
      dashboard.press("t")
      _ = dashboard.apply(.resized(Size(columns: columns, rows: rows)))
      #expect(dashboard.frame().size == Size(columns: columns, rows: rows))
    }
  }
}
