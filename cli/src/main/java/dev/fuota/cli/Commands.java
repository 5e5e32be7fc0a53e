package dev.fuota.cli;

import dev.fuota.cli.console.Console;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives each that wants it the console. */
final class Commands implements IFactory {
  private final Console console;

  Commands(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    Optional<Constructor<?>> wanting =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {Console.class}))
            .findFirst();
    return wanting.isPresent()
        ? type.cast(wanting.get().newInstance(console))
        : CommandLine.defaultFactory().create(type);
  }
}
