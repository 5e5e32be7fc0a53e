package dev.fuota.cli.boot;

import dev.fuota.boot.torture.Failure;
import dev.fuota.boot.torture.Key;
import dev.fuota.boot.torture.Replay;
import dev.fuota.boot.torture.Torture;
import dev.fuota.boot.torture.TortureResult;
import dev.fuota.boot.torture.Watcher;
import dev.fuota.boot.torture.report.TorturePage;
import dev.fuota.boot.torture.report.TortureXml;
import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.cli.io.ReportFolder;
import dev.fuota.cli.io.WholeFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.report.Say;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

/** {@code fuota boot torture}. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Cuts the power of a bootloader at every flash operation, and in the middle of each.",
      "Then pairs of cuts, then random chains. After every run the old or the new image must boot,"
          + " whole."
    },
    footer = {"", "Exit code 1 if a rule was broken in any run."})
public final class BootTortureCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Mixin private TortureOptions options = new TortureOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public BootTortureCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    List<Torture> tortures = new TortureBench(options, console).all();
    Key key = options.replay();
    if (key != null) {
      return replay(tortures.get(0), key);
    }
    if (options.report != null) {
      ReportFolder.prepare(options.report);
    }
    List<TortureRun> runs = run(tortures);
    List<TortureResult> results = runs.stream().map(TortureRun::result).toList();
    write(results);
    TorturePrinter printer = new TorturePrinter(runs, this::command);
    if (output.json()) {
      JsonText.print(console, printer.json());
    } else {
      printer.print(console.out(), output.style(console), page());
    }
    return results.stream().allMatch(TortureResult::ok) ? Exit.DONE : Exit.FAILED;
  }

  private List<TortureRun> run(List<Torture> tortures) {
    List<TortureRun> runs = new ArrayList<>();
    long start = System.nanoTime();
    try (ProgressView view = output.progress(console, "torture")) {
      for (int i = 0; i < tortures.size(); i++) {
        Meter meter = new Meter(view, i, tortures.size());
        long begun = System.nanoTime();
        TortureResult result = run(tortures.get(i), meter);
        runs.add(new TortureRun(result, (System.nanoTime() - begun) / NANOS));
      }
      view.show(1, "done in " + Say.duration((System.nanoTime() - start) / NANOS));
    }
    return runs;
  }

  private static TortureResult run(Torture torture, Watcher watcher) {
    try {
      return torture.run(watcher);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("TORTURE_IMPOSSIBLE", String.valueOf(refused.getMessage()));
    }
  }

  /** Shows how far one of several tortures is, and how fast. */
  private static final class Meter implements Watcher {
    private final ProgressView view;
    private final int before;
    private final int all;
    private final long start = System.nanoTime();
    private double shown;

    Meter(ProgressView view, int before, int all) {
      this.view = view;
      this.before = before;
      this.all = all;
    }

    @Override
    public void progress(Progress progress) {
      double seconds = Math.max(1e-3, (System.nanoTime() - start) / NANOS);
      shown = Math.max(shown, progress.whole());
      String doing =
          progress.scenario().label()
              + ", "
              + progress.doing()
              + ", "
              + Say.number(Math.round(progress.runs() / seconds))
              + " runs/s";
      view.show((before + shown) / all, doing);
    }
  }

  private int replay(Torture torture, Key key) {
    Replay replay;
    try {
      replay = torture.replay(key);
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("TORTURE_IMPOSSIBLE", String.valueOf(refused.getMessage()));
    }
    boolean ok = replay.violation().isEmpty();
    if (output.json()) {
      ObjectNode document = JsonText.object().put("ok", ok).put("key", key.toString());
      document.put("outcome", replay.outcome().name());
      replay.violation().ifPresent(v -> document.put("violation", v.name()));
      document.put("detail", replay.detail());
      replay.steps().forEach(document.putArray("steps")::add);
      JsonText.print(console, document);
    } else {
      replay.steps().forEach(console.out()::println);
    }
    return ok ? Exit.DONE : Exit.FAILED;
  }

  /** The command that replays a failure alone. */
  private String command(TortureResult result, Failure failure) {
    StringBuilder command = new StringBuilder("fuota boot torture");
    command.append(" --strategy ").append(result.bootloader().split(" ", -1)[0]);
    if (options.mcuboot) {
      command.append(" --mcuboot");
    }
    if (options.layout != null) {
      command.append(" --layout ").append(options.layout);
    } else {
      command.append(" --profile ").append(result.layout().part().name());
    }
    if (options.oldImage != null) {
      command.append(" --old ").append(options.oldImage).append(" --new ").append(options.newImage);
    }
    command.append(options.imageArguments());
    options.keys.forEach(key -> command.append(" --key ").append(key));
    return command.append(" --replay ").append(failure.shortest()).toString();
  }

  private void write(List<TortureResult> results) {
    if (options.report != null) {
      write(options.report.resolve("index.html"), TorturePage.of(results, this::command));
    }
    if (options.junit != null) {
      write(options.junit, TortureXml.of(results, this::command));
    }
  }

  private @Nullable Path page() {
    return options.report == null ? null : options.report.resolve("index.html");
  }

  private static void write(Path file, String text) {
    WholeFile.write(file, Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
