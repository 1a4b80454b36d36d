Console.WriteLine("NistFit");
