Console.WriteLine("BlackScholes");
