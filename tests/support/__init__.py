"""What tests share: settings, fixtures and the parts that they lean on."""
