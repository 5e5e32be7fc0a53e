package dev.fuota.device.install;

import dev.fuota.device.install.CommandRunner.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A target that commands of the owner update. Their exit codes decide: 0 yes, {@value #AGAIN} not
 * now, anything else no. A command that cannot be started, or takes too long, decides nothing: the
 * image goes on waiting.
 *
 * <p>{@code imageReady} is asked as soon as an image was checked; no drops it. {@code reboot} has
 * it run, and may restart the machine with this process in it. {@code installed} says whether it
 * runs: behind {@code reboot}, or after a start in whose past that was begun. Then {@value #AGAIN}
 * means that it has to be begun again.
 */
public final class CommandTarget implements Target {
  /** EX_TEMPFAIL of sysexits.h. */
  private static final int AGAIN = 75;

  private final Commands commands;
  private final CommandRunner runner;

  /**
   * What to run.
   *
   * @param limit of each command
   */
  public record Commands(
      List<String> imageReady, List<String> reboot, List<String> installed, Duration limit) {
    /** Copies the lists; an empty one is a step in which nothing is to be done. */
    public Commands {
      imageReady = List.copyOf(imageReady);
      reboot = List.copyOf(reboot);
      installed = List.copyOf(installed);
    }
  }

  public CommandTarget(Commands commands, CommandRunner runner) {
    this.commands = commands;
    this.runner = runner;
  }

  @Override
  public void prepare(InstallOrder order, Consumer<String> objection) {
    run(
        commands.imageReady,
        order,
        outcome -> {
          if (outcome instanceof Outcome.Exited exited
              && exited.code() != 0
              && exited.code() != AGAIN) {
            objection.accept(refusal("imageReady", exited.code()));
          }
        });
  }

  @Override
  public void install(InstallOrder order, Consumer<Result> done) {
    run(
        commands.reboot,
        order,
        outcome -> {
          Result result = result("reboot", outcome);
          if (result instanceof Result.Installed) {
            run(commands.installed, order, answer -> done.accept(result("installed", answer)));
          } else {
            done.accept(result);
          }
        });
  }

  @Override
  public void resume(InstallOrder order, Consumer<Result> done) {
    if (commands.installed.isEmpty()) {
      install(order, done);
      return;
    }
    run(
        commands.installed,
        order,
        outcome -> {
          if (outcome instanceof Outcome.Exited exited && exited.code() == AGAIN) {
            install(order, done);
          } else {
            done.accept(result("installed", outcome));
          }
        });
  }

  private void run(List<String> command, InstallOrder order, Consumer<Outcome> done) {
    if (command.isEmpty()) {
      done.accept(new Outcome.Exited(0));
    } else {
      runner.run(command, order, commands.limit, done);
    }
  }

  private static Result result(String name, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return new Result.Postponed(failed.sentence());
    }
    int code = ((Outcome.Exited) outcome).code();
    return switch (code) {
      case 0 -> Result.INSTALLED;
      case AGAIN -> new Result.Postponed(later(name, code));
      default -> new Result.Refused(refusal(name, code));
    };
  }

  private static String later(String name, int code) {
    return "the command " + name + " wants to be asked again (exit code " + code + ")";
  }

  private static String refusal(String name, int code) {
    return "the command " + name + " said no (exit code " + code + ")";
  }

  @Override
  public void stop() {
    runner.stop();
  }
}
