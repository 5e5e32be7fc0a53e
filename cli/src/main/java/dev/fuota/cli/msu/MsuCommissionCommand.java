package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.hal.file.OwnerOnly;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.Commissioning;
import dev.fuota.protocol.msu.CommissioningFile;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.server.msu.MsuOffer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota msu commission}. */
@Command(
    name = "commission",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Writes the file that tells a device which servers it may follow.",
      "Level 1 wants user name and password, level 2 also a server of the list, level 3 also its"
          + " MAC address. Level 0 believes everybody: for tests."
    })
public final class MsuCommissionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
  private Path file = Path.of("");

  @Option(
      names = "--level",
      paramLabel = "N",
      required = true,
      description = "Level of authentication, 0 to 3.")
  private int level;

  @Option(
      names = "--basic-optional",
      description = "At levels 2 and 3: do without user name and password.")
  private boolean basicOptional;

  @Option(
      names = "--server",
      paramLabel = "ADDR[=MAC]",
      description = "A server of the list; again for each.")
  private List<String> servers = List.of();

  @Mixin private MsuLogin login = new MsuLogin();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuCommissionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Commissioning content = content();
    write(CommissioningFile.write(content));
    if (output.json()) {
      JsonText.print(
          console,
          JsonText.object()
              .put("ok", true)
              .put("level", level)
              .put("servers", content.servers().size()));
    } else {
      console.out().println("wrote " + file + ", level " + level);
    }
    return Exit.DONE;
  }

  private Commissioning content() {
    Optional<MsuOffer.Credentials> known = login.credentials();
    boolean needsLogin = level == 1 || (level > 1 && !basicOptional);
    if (level < 0 || level > Commissioning.LEVEL_MAX) {
      throw new InputProblem("OPTION_OUT_OF_RANGE", "--level is 0 to 3, not " + level);
    }
    if (needsLogin && known.isEmpty()) {
      throw new InputProblem(
          "LOGIN_NEEDED", "level " + level + " wants --user and --password-file");
    }
    if (level > 1 && servers.isEmpty()) {
      throw new InputProblem("SERVER_NEEDED", "level " + level + " wants --server, once or more");
    }
    return new Commissioning(
        level,
        basicOptional,
        known.map(MsuOffer.Credentials::username).orElse(Bytes.EMPTY),
        known.map(MsuOffer.Credentials::password).orElse(Bytes.EMPTY),
        servers.stream().map(this::server).toList());
  }

  private Commissioning.Server server(String given) {
    int equals = given.indexOf('=');
    Ipv4 address = MsuAddress.of("--server", equals < 0 ? given : given.substring(0, equals));
    Optional<MacAddress> mac =
        equals < 0
            ? Optional.empty()
            : Optional.of(MsuAddress.mac("--server", given.substring(equals + 1)));
    if (level == Commissioning.LEVEL_MAX && mac.isEmpty()) {
      throw new InputProblem("MAC_NEEDED", "level 3 wants --server " + address + "=MAC");
    }
    return new Commissioning.Server(address, mac);
  }

  /** Only its owner may read it: it holds a password. */
  private void write(Bytes octets) {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(file, options, OwnerOnly.attributes(file))) {
      channel.write(octets.asBuffer());
    } catch (FileAlreadyExistsException e) {
      throw new InputProblem("FILE_EXISTS", file + " is there already; delete it or name another");
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_NOT_WRITABLE", file + " cannot be written (" + e.getMessage() + ")");
    }
  }
}
