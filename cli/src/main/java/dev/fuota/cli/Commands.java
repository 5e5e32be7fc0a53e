package dev.fuota.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, and gives each the console. */
final class Commands implements IFactory {
  private final Console console;

  Commands(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DemoCommand.class) {
      return type.cast(new DemoCommand(console));
    }
    if (type == BootRunCommand.class) {
      return type.cast(new BootRunCommand(console));
    }
    if (type == BootInspectCommand.class) {
      return type.cast(new BootInspectCommand(console));
    }
    if (type == BootTortureCommand.class) {
      return type.cast(new BootTortureCommand(console));
    }
    if (type == ConformanceCommand.class) {
      return type.cast(new ConformanceCommand(console));
    }
    if (type == FragmentCommand.class) {
      return type.cast(new FragmentCommand(console));
    }
    if (type == ReassembleCommand.class) {
      return type.cast(new ReassembleCommand(console));
    }
    if (type == DecodeCommand.class) {
      return type.cast(new DecodeCommand(console));
    }
    if (type == DecodeMsuCommand.class) {
      return type.cast(new DecodeMsuCommand(console));
    }
    if (type == ImageKeygenCommand.class) {
      return type.cast(new ImageKeygenCommand(console));
    }
    if (type == ImageCreateCommand.class) {
      return type.cast(new ImageCreateCommand(console));
    }
    if (type == ImageSignCommand.class) {
      return type.cast(new ImageSignCommand(console));
    }
    if (type == ImageVerifyCommand.class) {
      return type.cast(new ImageVerifyCommand(console));
    }
    if (type == ImageInspectCommand.class) {
      return type.cast(new ImageInspectCommand(console));
    }
    if (type == ImageDeltaCommand.class) {
      return type.cast(new ImageDeltaCommand(console));
    }
    if (type == MsuSendCommand.class) {
      return type.cast(new MsuSendCommand(console));
    }
    if (type == MsuReceiveCommand.class) {
      return type.cast(new MsuReceiveCommand(console));
    }
    if (type == MsuDiscoverCommand.class) {
      return type.cast(new MsuDiscoverCommand(console));
    }
    if (type == MsuAbortCommand.class) {
      return type.cast(new MsuAbortCommand(console));
    }
    if (type == MsuCommissionCommand.class) {
      return type.cast(new MsuCommissionCommand(console));
    }
    return CommandLine.defaultFactory().create(type);
  }
}
