@echo off
rem Double-click on Windows: the first start makes .venv, then the window opens.
cd /d "%~dp0"
if not exist .venv\Scripts\python.exe call :make
if not exist .venv\Scripts\python.exe goto missing
fc /b requirements.txt .venv\installed-requirements.txt >nul 2>&1
if errorlevel 1 call :install
if not exist .venv\installed-requirements.txt goto failed
start "Cartera" .venv\Scripts\pythonw.exe main.py %*
exit /b 0

:make
echo Preparing Cartera for its first start...
py -3 -m venv .venv 2>nul
if not exist .venv\Scripts\python.exe python -m venv .venv
exit /b

:install
echo Installing what Cartera needs...
if exist .venv\installed-requirements.txt del .venv\installed-requirements.txt
.venv\Scripts\python.exe -m pip install --quiet --disable-pip-version-check -r requirements.txt
if not errorlevel 1 copy /y requirements.txt .venv\installed-requirements.txt >nul
exit /b

:missing
echo Cartera needs Python 3.11 or newer: install it from python.org, then start Cartera again.
pause
exit /b 1

:failed
echo What Cartera needs could not be installed: check the internet connection and start Cartera again.
pause
exit /b 1
