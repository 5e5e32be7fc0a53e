package dev.fuota.cli.msu;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.Exit;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.cli.console.JsonText;
import dev.fuota.cli.console.Versions;
import dev.fuota.cli.io.Interruption;
import dev.fuota.cli.io.OutputOptions;
import dev.fuota.cli.io.ProgressView;
import dev.fuota.fleet.world.SchedulerTimers;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MacAddress;
import dev.fuota.server.msu.MsuCampaign;
import dev.fuota.server.msu.MsuCycle;
import dev.fuota.server.msu.MsuFile;
import dev.fuota.server.msu.MsuOffer;
import dev.fuota.server.msu.MsuReport;
import dev.fuota.server.msu.MsuSeal;
import dev.fuota.server.msu.MsuServerPorts;
import dev.fuota.server.msu.MsuTargets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fuota msu send}. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    versionProvider = Versions.class,
    description = {
      "Sends one to three files to all devices that answer, or to those named.",
      "Ctrl-C aborts the transfer at the devices too."
    },
    footer = {"", "Exit code 0 only if every device has every file."})
public final class MsuSendCommand implements Callable<Integer> {
  @Parameters(arity = "1..3", paramLabel = "FILE", description = "What to send, one to three.")
  private List<Path> paths = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The file's name at the devices. Default: as here.")
  private @Nullable String name;

  @Option(
      names = "--dest",
      paramLabel = "PATH",
      description = "Directory below the devices' own that the files go to.")
  private @Nullable String destination;

  @Option(
      names = "--version-offered",
      paramLabel = "VERSION",
      description = "The version of the firmware; devices compare it with theirs.")
  private @Nullable String version;

  @Option(
      names = "--hardware-id",
      paramLabel = "ID",
      description = "Only devices with this hardware id take part.")
  private @Nullable String hardwareId;

  @Option(
      names = "--product-id",
      paramLabel = "ID",
      description = "Only devices with this product id take part.")
  private @Nullable String productId;

  @Option(
      names = "--device",
      paramLabel = "ADDR",
      description = "Only this device, or again for each; one that is missing is a failure.")
  private List<String> devices = List.of();

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "Begin when so many devices have answered.")
  private int expect;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "How long to wait for those of --expect. Default: ${DEFAULT-VALUE}.")
  private int wait = 30;

  @Mixin private MsuSendOptions options = new MsuSendOptions();
  @Mixin private MsuSiteOptions site = new MsuSiteOptions();
  @Mixin private MsuLogin login = new MsuLogin();
  @Mixin private MsuNetworkOptions network = new MsuNetworkOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  private final Console console;

  public MsuSendCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<DiskContent> contents = new ArrayList<>();
    MsuServerSeal sealed = MsuServerSeal.of(console, site, login);
    try (MsuServerSocket socket = new MsuServerSocket(network, sealed.seal())) {
      paths.forEach(path -> contents.add(DiskContent.open(path)));
      MsuCampaign.Builder campaign = campaign(contents, socket, sealed);
      MsuRehearsal.run();
      Optional<MsuLookout> known = expect > 0 ? Optional.of(look(socket)) : Optional.empty();
      if (known.isPresent() && !isEnough(known.get(), campaign)) {
        return Exit.FAILED;
      }
      MsuReport report = run(socket, built(campaign), known);
      new MsuReportView(report).show(console, output.json(), output.style(console));
      return report.isSuccess() && report.passed() > 0 ? Exit.DONE : Exit.FAILED;
    } finally {
      contents.forEach(DiskContent::close);
    }
  }

  private MsuCampaign.Builder campaign(
      List<DiskContent> contents, MsuServerSocket socket, MsuServerSeal sealed) {
    try {
      MsuCampaign.Builder campaign = MsuCampaign.of(files(contents), offer(socket, sealed.login()));
      campaign.seal(sealed.seal());
      options.into(campaign, network.discovery(), !sealed.seal().equals(MsuSeal.NONE));
      if (!devices.isEmpty()) {
        TreeSet<Ipv4> named = new TreeSet<>();
        devices.forEach(device -> named.add(MsuAddress.of("--device", device)));
        campaign.targets(new MsuTargets.Listed(named));
      }
      return campaign;
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("CAMPAIGN_REFUSED", String.valueOf(refused.getMessage()));
    }
  }

  private static MsuCampaign built(MsuCampaign.Builder campaign) {
    try {
      return campaign.build();
    } catch (IllegalArgumentException refused) {
      throw new InputProblem("CAMPAIGN_REFUSED", String.valueOf(refused.getMessage()));
    }
  }

  private List<MsuFile> files(List<DiskContent> contents) {
    if (name != null && contents.size() > 1) {
      throw new InputProblem("ONE_NAME", "--name is for one file, not for " + contents.size());
    }
    List<MsuFile> files = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      String called = name == null ? String.valueOf(paths.get(i).getFileName()) : name;
      files.add(
          new MsuFile(contents.get(i), called, Optional.ofNullable(destination), options.kind()));
    }
    return files;
  }

  private MsuOffer offer(MsuServerSocket socket, MsuOffer.Login how) {
    return new MsuOffer(
        new MacAddress(socket.port().hardwareAddress()),
        how,
        Optional.ofNullable(version),
        Optional.empty(),
        Optional.ofNullable(hardwareId),
        Optional.ofNullable(productId),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Waits for the devices of {@code --expect}. */
  private MsuLookout look(MsuServerSocket socket) {
    return MsuLookout.look(socket, network.discovery(), expect, Duration.ofSeconds(wait));
  }

  /** Makes the devices that were found the targets, if they are as many as expected. */
  private boolean isEnough(MsuLookout known, MsuCampaign.Builder campaign) {
    Collection<MsuLookout.Found> found = known.found();
    if (found.size() < expect) {
      String what =
          "only "
              + found.size()
              + " of "
              + expect
              + " devices answered in "
              + wait
              + " s; nothing was sent; `fuota msu discover` shows them";
      console.err().println("fuota: " + what);
      if (output.json()) {
        var document = JsonText.object().put("ok", false);
        JsonText.putError(document, "TOO_FEW_DEVICES", what);
        JsonText.print(console, document);
      }
      return false;
    }
    if (devices.isEmpty()) {
      TreeSet<Ipv4> ids = new TreeSet<>();
      found.forEach(device -> ids.add(device.said().deviceId()));
      campaign.targets(new MsuTargets.Listed(ids));
      options.intoOfKnown(campaign);
    }
    return true;
  }

  private MsuReport run(MsuServerSocket socket, MsuCampaign campaign, Optional<MsuLookout> known) {
    try (ProgressView view = output.progress(console, "send")) {
      MsuProgress progress = new MsuProgress(campaign, view, socket.loop());
      MsuServerPorts ports =
          new MsuServerPorts(
              socket.loop()::nanos, new SchedulerTimers(socket.loop()), new SecureRandom(), socket);
      MsuCycle cycle = new MsuCycle(campaign, ports, progress);
      socket.listen(cycle::onDatagram);
      console
          .err()
          .println(
              String.format("transaction 0x%08x, from %s", cycle.transactionId(), address(socket)));
      try (Interruption stop = Interruption.of(() -> socket.loop().post(cycle::abort))) {
        cycle.start();
        known.ifPresent(devices -> devices.tell(cycle::onDatagram));
        socket.loop().run();
        stop.done();
      }
      return cycle.report();
    }
  }

  private static String address(MsuServerSocket socket) {
    return socket.address() + ":" + socket.port().port();
  }
}
